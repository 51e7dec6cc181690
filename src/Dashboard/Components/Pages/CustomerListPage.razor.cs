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

    private bool IsFiltered => Q is not null || Status is not null || Tier is not null || Stage is not null;

    protected override void OnInitialized() => Follow(null);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Query)
            return;
        if (_asked is not null && _asked with { Cursor = Cursor } != Query)
            _trail.RemoveRange(1, _trail.Count - 1);
        _asked = Query;
        await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var query = Query;
        var page = await Load<CustomerPage>.FromAsync(() => Grid.Directory.ListCustomersAsync(Grid.Actor, query));
        if (query == Query)
            _page = page;
    }

    private CustomerQuery Query => new(
        Words.Parse<HealthStatus>(Status), Words.Parse<Tier>(Tier), Words.Parse<Stage>(Stage), string.IsNullOrWhiteSpace(Q) ? null : Q, Cursor, PageSize);

    private void Filter(CustomerFilter filter) => Go(new()
    {
        ["q"] = filter.Query, ["status"] = filter.Status, ["tier"] = filter.Tier, ["stage"] = filter.Stage, ["cursor"] = null,
    });

    private void Turn(string? cursor)
    {
        if (!_trail.Contains(Cursor))
            _trail.Add(Cursor);
        Go(new() { ["cursor"] = cursor });
    }

    // A page reached by a link has no trail behind it: back is then the first page.
    private void Previous()
    {
        var here = _trail.IndexOf(Cursor);
        var before = here < 0 ? _trail.Count - 1 : here - 1;
        Go(new() { ["cursor"] = _trail[Math.Max(0, before)] });
    }

    private void Go(Dictionary<string, object?> changes) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes));
}
