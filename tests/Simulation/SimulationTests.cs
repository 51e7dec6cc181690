using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Aegis.Simulation;

/// <summary>AEGIS_SEEDS=100000 runs that many worlds; AEGIS_FIRST_SEED=4711 begins there, so that with AEGIS_SEEDS=1 one world is replayed.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void World_OfOneSeed_RunsTheSameWayTwice()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var first = Scenario.Run(seed);

            var second = Scenario.Run(seed);

            second.ShouldBe(first);
        }
    }

    [Fact]
    public void Worlds_OfManySeeds_KeepEveryInvariant()
    {
        var count = Setting("AEGIS_SEEDS", 2_000);
        var first = Setting("AEGIS_FIRST_SEED", 1);
        var outcomes = new ConcurrentBag<Outcome>();
        var watch = Stopwatch.StartNew();

        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed => outcomes.Add(Scenario.Run((ulong)seed)));

        var broken = outcomes.Where(o => o.Broken is not null).OrderBy(o => o.Seed).ToList();
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{count} seeds in {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:0} seeds/s; {outcomes.Sum(o => o.Steps):N0} steps, {outcomes.Sum(o => o.Crashes):N0} crashes, {outcomes.Sum(o => o.Simulated.TotalHours):N0} simulated hours");
        output.WriteLine(summary);
        Console.WriteLine(summary);
        foreach (var outcome in broken.Take(20))
            output.WriteLine($"seed {outcome.Seed}: {outcome.Broken}");
        broken.ShouldBeEmpty($"{broken.Count} of {count} worlds broke; replay one with AEGIS_SEEDS=1 AEGIS_FIRST_SEED={broken.FirstOrDefault()?.Seed}");
    }

    private static long Setting(string name, long otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
