using Aegis.Embedded.Simulation;

namespace Aegis.Simulation.Grid;

/// <summary>Runs the program, one process at a time: kills it as the seed says and starts it again after a while.</summary>
public sealed class Operator(World world, Faults faults, Func<SimulatedProcess, GridProcess> build, IReadOnlyList<int> shards)
{
    private readonly SimulatedProcess _self = world.Start("operator");
    private readonly Dice _dice = world.Dice.Fork();
    private TaskCompletionSource<GridProcess> _running = new();
    private long _nextCrash = long.MaxValue;
    private int _runs;

    public int Crashes { get; private set; }

    /// <summary>The program, once it runs.</summary>
    public Task<GridProcess> Running => _running.Task;

    public GridProcess? Current { get; private set; }

    public void Start()
    {
        var process = world.Start($"grid {++_runs}");
        Current = build(process);
        Current.Start(shards);
        _nextCrash = Crashes < faults.Crashes ? world.Steps + _dice.Below(faults.StepsBetweenCrashes) : long.MaxValue;
        _running.SetResult(Current);
    }

    /// <summary>Kills the process when its time has come.</summary>
    public void MayCrash()
    {
        if (world.Steps < _nextCrash || faults.Over)
            return;
        _nextCrash = long.MaxValue;
        Crashes++;
        world.Note(0xDEAD);
        _running = new();
        Current!.Kill();
        Current = null;
        var pause = _dice.Between(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1 << _dice.Below(8)));
        _ = _self.Run(async () =>
        {
            await Task.Delay(pause, _self.Clock);
            Start();
        });
    }
}
