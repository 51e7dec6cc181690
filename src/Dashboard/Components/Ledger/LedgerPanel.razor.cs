using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>A customer's history, the newest first, through filters that stand in the address; of one action where one is sought.</summary>
public sealed partial class LedgerPanel : LiveComponent
{
    private const int PageSize = 50;

    private Load<LedgerPage> _page = Load<LedgerPage>.Waiting;
    private LedgerFilter? _asked;

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";
    [Parameter, EditorRequired] public LedgerFilter Filter { get; set; } = null!;

    /// <summary>The page's address for a past moment.</summary>
    [Parameter, EditorRequired] public Func<DateTimeOffset, string> Past { get; set; } = null!;

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public LedgerPage? Ahead { get; set; }
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => Follow(CustomerId);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Filter)
            return;
        var isFirst = _asked is null;
        _asked = Filter;
        if (isFirst && Ahead is { } ahead)
        {
            _page = new(ahead, null, false);
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var filter = Filter;
        var page = await Grid.AskAsync<LedgerPage>(() => Grid.Directory.ReadTimelineAsync(Grid.Actor, CustomerId, filter.Query(PageSize)));
        if (filter != Filter)
            return;
        _page = _page.Then(page);
        Ahead = Carried(_page.Value);
    }

    private static string? Chosen(ChangeEventArgs chosen) => chosen.Value is string { Length: > 0 } value ? value : null;

    private void Go(LedgerFilter filter) => Navigation.NavigateTo(At(filter));

    private string At(LedgerFilter filter) => Navigation.GetUriWithQueryParameters(filter.Parameters);
}
