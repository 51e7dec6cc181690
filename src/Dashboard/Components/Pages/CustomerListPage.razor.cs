using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Customers;
using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>The customer list. Search, filters and page stand in the address, so that any view can be linked.</summary>
public sealed partial class CustomerListPage : LiveComponent
{
    private const int PageSize = 50;

    private readonly List<string?> _trail = [null];
    private Load<CustomerPage> _page = Load<CustomerPage>.Waiting;
    private CustomerQuery? _asked;
    private bool _creating;

    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery] internal string? Q { get; set; }
    [SupplyParameterFromQuery] internal string? Status { get; set; }
    [SupplyParameterFromQuery] internal string? Tier { get; set; }
    [SupplyParameterFromQuery] internal string? Stage { get; set; }
    [SupplyParameterFromQuery] internal string? Cursor { get; set; }

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public CustomerPage? Ahead { get; set; }

    private bool IsFiltered => Q is not null || Status is not null || Tier is not null || Stage is not null;

    protected override void OnInitialized() => Follow(null);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Query)
            return;
        if (_asked is not null && _asked with { Cursor = Cursor } != Query)
            _trail.RemoveRange(1, _trail.Count - 1);
        if (!_trail.Contains(Cursor))
            _trail.Add(Cursor);
        var isFirst = _asked is null;
        _asked = Query;
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
        var query = Query;
        var page = await Grid.AskAsync<CustomerPage>(() => Grid.Directory.ListCustomersAsync(Grid.Actor, query));
        if (query == Query)
            (_page, Ahead) = (page, page.Value);
    }

    private CustomerQuery Query => new(
        Words.Parse<HealthStatus>(Status), Words.Parse<Tier>(Tier), Words.Parse<Stage>(Stage), string.IsNullOrWhiteSpace(Q) ? null : Q, Cursor, PageSize);

    /// <summary>The page before; one reached by a link has no trail behind it, and goes back to the first.</summary>
    private string? Before => _trail[Math.Max(0, _trail.IndexOf(Cursor) - 1)];

    private void Filter(CustomerFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = filter.Query, ["status"] = filter.Status, ["tier"] = filter.Tier, ["stage"] = filter.Stage, ["cursor"] = null,
    }));

    private string At(string? cursor) => Navigation.GetUriWithQueryParameter("cursor", cursor);
}
