using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Runs;
using Aegis.Dashboard.Grid;
using Aegis.Simulation;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>What shows Aegis at work without real customers: the demo's, and simulated ones that live the same for the same seed.</summary>
public sealed partial class SimulationPage : LiveComponent
{
    private Load<IReadOnlyList<Demo>> _demos = Load<IReadOnlyList<Demo>>.Waiting;
    private Load<IReadOnlyList<string>> _runs = Load<IReadOnlyList<string>>.Waiting;
    private SimulationRun? _repeating;

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private EventCallback<SimulationRun> Repeat =>
        Options.AllowsSimulation ? EventCallback.Factory.Create<SimulationRun>(this, run => _repeating = run) : default;

    protected override async Task OnInitializedAsync()
    {
        Follow(null);
        if (Ahead is { } ahead)
        {
            (_demos, _runs) = (new(ahead.Demos, null, false), new(ahead.Runs, null, false));
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var (demos, runs) = (await ReadDemosAsync(), await Grid.AskAsync(ListRunsAsync));
        // A refresh that fails leaves what is shown.
        (_demos, _runs) = (_demos.Then(demos), _runs.Then(runs));
        Ahead = _demos.Value is { } shown && _runs.Value is { } listed ? new([.. shown], [.. listed]) : null;
    }

    private async Task<Result<IReadOnlyList<string>>> ListRunsAsync()
    {
        var listed = await Grid.Simulations.ListAsync(Grid.Actor);
        return listed.Ok ? new Result<IReadOnlyList<string>>(listed.Value, null) : listed.Refusal;
    }

    private async Task<Load<IReadOnlyList<Demo>>> ReadDemosAsync()
    {
        var read = await Task.WhenAll(DemoCustomer.All.Select(async demo =>
            (Demo: demo, Load: await Grid.AskAsync<Customer>(() => Grid.Customer(demo.Id).GetAsync(Grid.Actor)))));
        return read.FirstOrDefault(r => r.Load is { Error: not null, Missing: false }).Load is { } failed
            ? new(null, failed.Error, false)
            : new([.. read.Where(r => r.Load.Value is not null).Select(r => new Demo(r.Demo, r.Load.Value!))], null, false);
    }

    private async Task RepeatedAsync(string runId)
    {
        _repeating = null;
        await RefreshAsync();
    }

    public sealed record Demo(DemoCustomer Is, Customer Customer);

    /// <summary>What the page shows.</summary>
    public sealed record Known(ImmutableArray<Demo> Demos, ImmutableArray<string> Runs);
}
