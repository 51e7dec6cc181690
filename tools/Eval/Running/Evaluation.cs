using System.Collections.Concurrent;
using System.Globalization;
using Aegis.Eval.Reports;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Running;

/// <summary>Runs scenarios, each several times, and says how they go as they end.</summary>
/// <param name="progress">Where each scenario's line is written.</param>
public sealed class Evaluation(Brain brain, TimeProvider time, TextWriter progress)
{
    /// <param name="k">How often each is run.</param>
    /// <param name="atOnce">Trials side by side.</param>
    /// <param name="stop">Begins no more trials; those under way are given up. What was finished is reported.</param>
    public async Task<EvalReport> RunAsync(IReadOnlyList<Scenario> scenarios, int k, int seed, int atOnce, CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        var at = time.GetUtcNow();
        var results = new ConcurrentDictionary<(string Name, int Trial), TrialResult>();
        var run = new TrialRun(brain, time);
        var ended = 0;
        try
        {
            var trials = scenarios.SelectMany(scenario => Enumerable.Range(1, k).Select(trial => (scenario, trial)));
            await Parallel.ForEachAsync(trials, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop }, async (next, cancellationToken) =>
            {
                var result = await run.RunAsync(next.scenario, next.trial, seed, cancellationToken);
                results[(next.scenario.Name, next.trial)] = result;
                Tell(Interlocked.Increment(ref ended), scenarios.Count * k, k, result);
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was finished is reported as far as it goes.
        }

        var scores = scenarios
            .Select(s => new ScenarioScore(s, [.. Enumerable.Range(1, k).Select(t => results.GetValueOrDefault((s.Name, t))).OfType<TrialResult>()]))
            .Where(s => !s.Trials.IsEmpty);
        return new(brain.Name, k, seed, at, time.GetElapsedTime(begun), results.Count == scenarios.Count * k, [.. scores]);
    }

    private void Tell(int ended, int of, int k, TrialResult result)
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"[{ended,4}/{of}] {(result.Passed ? "passed" : "FAILED")}  {result.Scenario}{(k > 1 ? $" ({result.Trial} of {k})" : "")}  {result.Took.TotalSeconds:0.0} s");
        lock (progress)
        {
            progress.WriteLine(line);
            foreach (var fault in result.Faults)
                progress.WriteLine($"            procedure fault, {fault}");
            foreach (var miss in result.Misses)
                progress.WriteLine($"            {miss}");
        }
    }
}
