using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Customers;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.StaticFiles;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>The customer list. Search, filters, order and page stand in the address, so that any view can be linked.</summary>
public sealed partial class CustomerListPage : LiveComponent
{
    private const int PageSize = 50;

    private readonly List<string?> _trail = [null];
    private readonly Dictionary<string, ImmutableArray<HealthPoint>> _histories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Health> _drawn = new(StringComparer.Ordinal);
    private Load<CustomerPage> _page = Load<CustomerPage>.Waiting;
    private (CustomerListView View, string? Cursor)? _asked;
    private (CustomerListView View, string? Cursor)? _shown;
    private Fleet? _fleet;

    [Inject] internal NavigationManager Navigation { get; set; } = null!;
    [Inject] internal FleetFigures Figures { get; set; } = null!;
    [Inject] internal ConsoleScript Script { get; set; } = null!;

    [SupplyParameterFromQuery] internal string? Q { get; set; }
    [SupplyParameterFromQuery] internal string? Status { get; set; }
    [SupplyParameterFromQuery] internal string? Tier { get; set; }
    [SupplyParameterFromQuery] internal string? Stage { get; set; }
    [SupplyParameterFromQuery] internal string? Sort { get; set; }
    [SupplyParameterFromQuery] internal string? Cursor { get; set; }

    /// <summary>Whether a customer is being added; in the address, so that a page that starts afresh still asks for it.</summary>
    [SupplyParameterFromQuery] internal string? New { get; set; }

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public CustomerPage? Ahead { get; set; }

    private CustomerListView View => CustomerListView.Of(Q, Status, Tier, Stage, Sort);

    private string Count => _fleet is { } fleet && View.CountIn(fleet) is { } count ? Words.Number(count) : "";

    /// <summary>The page before; one reached by a link has no trail behind it, and goes back to the first.</summary>
    private string? Before => _trail[Math.Max(0, _trail.IndexOf(Cursor) - 1)];

    protected override void OnInitialized() => Follow(null);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == (View, Cursor))
            return;
        if (_asked is { } before && before.View != View)
            _trail.RemoveRange(1, _trail.Count - 1);
        if (!_trail.Contains(Cursor))
            _trail.Add(Cursor);
        var isFirst = _asked is null;
        _asked = (View, Cursor);
        if (isFirst && Ahead is { } ahead)
        {
            (_page, _shown) = (new(ahead, null, false), _asked);
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var (view, cursor) = (View, Cursor);
        var page = await Grid.AskAsync<CustomerPage>(() => Grid.Directory.ListCustomersAsync(Grid.Actor, view.Page(cursor, PageSize)));
        if ((view, cursor) != (View, Cursor))
            return;
        // A refresh that fails leaves what is shown; another list that fails does not.
        _page = _shown == (view, cursor) ? _page.Then(page) : page;
        (_shown, Ahead) = ((view, cursor), _page.Value);
        if (!RendererInfo.IsInteractive)
            return;
        StateHasChanged();
        _fleet = (await Figures.ReadAsync()).Value ?? _fleet;
        if (page.Value is { } shown)
            await DrawAsync(shown.Items);
    }

    /// <summary>Reads health by day of the customers shown, of those whose health moved since it was drawn.</summary>
    private async Task DrawAsync(ImmutableArray<Customer> customers)
    {
        Customer[] wanted = [.. customers.Where(c => !_drawn.TryGetValue(c.Id, out var drawn) || (drawn.Status, drawn.EngagementScore) != (c.Health.Status, c.Health.EngagementScore))];
        foreach (var customer in wanted)
            _drawn[customer.Id] = customer.Health;
        var reports = await Task.WhenAll(wanted.Select(c => Grid.AskAsync<HealthReport>(() => Grid.Customer(c.Id).GetHealthAsync(Grid.Actor))));
        foreach (var (customer, report) in wanted.Zip(reports))
            if (report.Value is { } known)
                _histories[customer.Id] = known.History;
    }

    // One search is one step back, however often typing paused.
    private Task SearchAsync(CustomerListView view) => Script.CallAsync("search", view.Address(), View.Query is not null);

    private void Create(bool on) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("new", on ? "true" : null));

    private string At(string? cursor) => Navigation.GetUriWithQueryParameter("cursor", cursor);
}
