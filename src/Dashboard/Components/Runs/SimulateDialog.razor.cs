using System.Security.Cryptography;
using Aegis.Dashboard.Grid;
using Aegis.Simulation;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Runs;

/// <summary>Starts a simulation of customers in this grid.</summary>
public sealed partial class SimulateDialog
{
    private const int MaxCustomers = 1_000;

    // One id for all tries, so that a try whose answer was lost is confirmed rather than repeated.
    private readonly string _id = $"sim_{RandomNumberGenerator.GetHexString(20, lowercase: true)}";
    private int _customers = 20;
    private int? _seed;

    [Parameter, EditorRequired] public EventCallback OnClose { get; set; }

    /// <summary>The run to do once more, or null.</summary>
    [Parameter] public SimulationRun? Like { get; set; }

    /// <summary>Raised with the id of the run.</summary>
    [Parameter, EditorRequired] public EventCallback<string> OnStart { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Like is { } like)
            (_customers, _seed) = (like.Customers, like.Seed);
    }

    private Task<Result<SimulationRun>> StartAsync()
    {
        var seed = _seed ??= RandomNumberGenerator.GetInt32(1, 1_000_000);
        return Grid.Simulator(_id).StartAsync(Grid.Actor, seed, _customers);
    }
}
