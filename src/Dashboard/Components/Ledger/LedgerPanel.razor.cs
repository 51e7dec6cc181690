using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>A customer's history, a page at a time, oldest first; opened at an action where one is sought.</summary>
public sealed partial class LedgerPanel : LiveComponent
{
    private const int PageSize = 50;
    private const int SearchSize = 500;

    private Load<LedgerPage> _page = Load<LedgerPage>.Waiting;
    private (long After, string? ActionId)? _shown;
    private long _after;

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";

    /// <summary>The page begins behind this entry.</summary>
    [Parameter] public long After { get; set; }
    [Parameter] public string? ActionId { get; set; }

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public LedgerPage? Ahead { get; set; }
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => Follow(CustomerId);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (After, ActionId))
            return;
        var isFirst = _shown is null;
        _shown = (After, ActionId);
        _after = After == 0 && ActionId is not null ? await FindAsync(ActionId) : After;
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
        var after = _after;
        var page = await Grid.AskAsync<LedgerPage>(() => Grid.Directory.ReadLedgerAsync(Grid.Actor, CustomerId, after, PageSize));
        if (after == _after)
            (_page, Ahead) = (page, page.Value);
    }

    /// <summary>The entry before the page that holds the action's first entry; 0 where there is none.</summary>
    private async Task<long> FindAsync(string actionId)
    {
        for (long after = 0; ;)
        {
            var read = await Grid.Directory.ReadLedgerAsync(Grid.Actor, CustomerId, after, SearchSize);
            if (!read.Ok || read.Value.Items.IsEmpty)
                return 0;
            if (read.Value.Items.FirstOrDefault(e => e.ActionId == actionId) is { } found)
                return (found.Seq - 1) / PageSize * PageSize;
            after = read.Value.Items[^1].Seq;
        }
    }

    private string At(long after) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["after"] = after == 0 ? null : after, ["action"] = null });
}
