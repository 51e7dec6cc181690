using Aegis.Cluster.Display;
using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.Chaos;

/// <summary>Strikes a running cluster as planned, and measures how long each blow is felt.</summary>
public sealed class ChaosRun(ChaosOptions options, RunningCluster cluster, HttpClient http, IDisplay display, TimeProvider time)
{
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);
    private readonly RecoveryProbe _probe = new(http, options.Probes, time);
    private readonly List<Disturbance> _disturbances = [];

    /// <summary>Until its time is over, or it is told to stop; the report tells what was done by then.</summary>
    public async Task<ChaosReport> RunAsync(CancellationToken stop)
    {
        var startedAt = time.GetUtcNow();
        await _probe.PrepareAsync(stop);
        var begun = _probe.Now;
        using var over = new CancellationTokenSource();
        var probing = _probe.RunAsync(over.Token);
        try
        {
            foreach (var blow in ChaosSchedule.Plan(options, [.. cluster.Silos.Select(silo => silo.Plan.Name)]))
            {
                await UntilAsync(begun + blow.At, stop);
                await QuietAsync(stop);
                await StrikeAsync(blow, stop);
            }

            await UntilAsync(begun + options.For, stop);
            await QuietAsync(stop);
            await Task.Delay(Aftermath, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            display.Say("chaos: ended early");
        }

        await over.CancelAsync();
        await probing;
        return Report(startedAt, begun, stop.IsCancellationRequested);
    }

    // One fault at a time: the next blow waits until all are ready again.
    private async Task QuietAsync(CancellationToken stop)
    {
        foreach (var member in cluster.Members)
            await member.ReadyAsync(stop);
    }

    private async Task StrikeAsync(Blow blow, CancellationToken stop)
    {
        var victim = cluster.Named(blow.Victim);
        var restarts = victim.Status.Restarts;
        Note(blow.Victim, blow.What);
        switch (blow.What)
        {
            case "kill":
                victim.Tell(Signal.Kill, hold: options.Down);
                await StartedAsync(victim, restarts, stop);
                break;
            case "stop":
                victim.Tell(Signal.Stop);
                await Task.Delay(options.Down, time, stop);
                Note(blow.Victim, "continue");
                victim.Tell(Signal.Continue);
                break;
            case "crash":
                victim.Tell(Signal.Quit);
                await victim.WhenAsync(status => status.Restarts > restarts && status.Phase == Phase.Ready, stop);
                break;
            case "fast":
                victim.Tell(Signal.Interrupt);
                await victim.WhenAsync(status => status.Restarts > restarts && status.Phase == Phase.Ready, stop);
                break;
            default:
                victim.Tell(Signal.Terminate);
                await StartedAsync(victim, restarts, stop);
                break;
        }
    }

    private async Task StartedAsync(Member victim, int restarts, CancellationToken stop)
    {
        await victim.WhenAsync(status => status.Restarts > restarts, stop);
        Note(victim.Plan.Name, "restart");
        await victim.ReadyAsync(stop);
    }

    private void Note(string victim, string what)
    {
        _disturbances.Add(new(_probe.Now, victim, what));
        display.Say($"{StateText.Clock(time.GetUtcNow())}  chaos: {what} {victim}");
    }

    private async Task UntilAsync(TimeSpan at, CancellationToken stop)
    {
        if (at - _probe.Now is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, stop);
    }

    private ChaosReport Report(DateTimeOffset startedAt, TimeSpan begun, bool endedEarly) => new(
        options.Kind.ToString().ToLowerInvariant(), options.Seed, cluster.Silos.Count(), options.Probes, startedAt,
        Math.Round((_probe.Now - begun).TotalSeconds, 1), _probe.Calls.Count, endedEarly, options.Limit.TotalSeconds,
        [.. Recoveries.Of(_disturbances, _probe.Calls).Select(recovery => DisturbanceFigures.Of(recovery, begun))]);
}
