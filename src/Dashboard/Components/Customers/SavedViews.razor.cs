using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Aegis.Views;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>Views of the customer list that people come back to: some that everybody needs, and those the workspace saved.</summary>
public sealed partial class SavedViews
{
    private const string List = "customers";

    private static readonly ImmutableArray<(string Name, string Query)> s_given =
    [
        ("All", ""),
        ("At risk", new CustomerListView(Health: Aegis.Customers.HealthStatus.AtRisk).ToQuery()),
        ("Failing calls", new CustomerListView(Sort: CustomerSort.Errors).ToQuery()),
        ("New", new CustomerListView(Sort: CustomerSort.Newest).ToQuery()),
    ];

    private string _name = "";
    private bool _naming;
    private string? _fault;
    private string? _refusal;

    /// <summary>The list as it stands, as the address says it.</summary>
    [Parameter, EditorRequired] public string Current { get; set; } = "";

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public ImmutableArray<SavedView> Ahead { get; set; }

    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    private ImmutableArray<SavedView> Saved => Ahead.IsDefault ? [] : Ahead;

    private IEnumerable<(string Name, string Query)> Shown => s_given.Concat(Saved.Select(v => (v.Name, v.Query)));

    protected override Task OnInitializedAsync() => Ahead.IsDefault ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        var read = await Grid.AskAsync<Known>(async () => await Grid.Views.ListAsync(Grid.Actor, List) is { Ok: true } list
            ? new Known(list.Value) : new Refusal(RefusalKind.Forbidden, "The views cannot be read."));
        _fault = read.Error;
        if (read.Value is { } known)
            Ahead = known.Views;
    }

    private async Task SavedAsync()
    {
        // Before the dialog goes: with the view known, the button that opened it is gone too, and the keyboard goes on elsewhere.
        await ReadAsync();
        (_naming, _name) = (false, "");
    }

    private async Task RemoveAsync(SavedView view)
    {
        _refusal = (await Grid.AskAsync(() => Grid.Views.RemoveAsync(Grid.Actor, List, view.Name))).Error;
        await ReadAsync();
    }

    private sealed record Known(ImmutableArray<SavedView> Views);
}
