using Aegis.Dashboard.Grid;
using Aegis.Interventions;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>How a person ends an intervention or puts it off.</summary>
public sealed partial class InterventionDecision
{
    private static readonly (int Hours, string Title)[] Pauses =
        [(1, "For an hour"), (4, "For 4 hours"), (24, "For a day"), (72, "For 3 days"), (168, "For a week"), (720, "For 30 days")];

    private string _note = "";
    private int _hours = 24;
    private string? _error;
    private bool _busy;

    [Parameter, EditorRequired] public Intervention Item { get; set; } = null!;
    [Parameter] public EventCallback<Intervention> OnChange { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;

    private Task ResolveAsync() => DecideAsync(() => Grid.Customer(Item.CustomerId).ResolveInterventionAsync(
        Grid.Actor, Item.Id, string.IsNullOrWhiteSpace(_note) ? null : _note.Trim()));

    // A minute less, so that the longest pause is not beyond the limit by the time it arrives.
    private Task SnoozeAsync() => DecideAsync(() => Grid.Customer(Item.CustomerId).SnoozeInterventionAsync(
        Grid.Actor, Item.Id, Time.GetUtcNow().AddHours(_hours).AddMinutes(_hours == Pauses[^1].Hours ? -1 : 0)));

    private async Task DecideAsync(Func<Task<Result<Intervention>>> decide)
    {
        if (_busy)
            return;
        _busy = true;
        var decided = await Grid.AskAsync(decide);
        _busy = false;
        _error = decided.Error;
        if (decided.Value is { } now)
            await OnChange.InvokeAsync(now);
    }
}
