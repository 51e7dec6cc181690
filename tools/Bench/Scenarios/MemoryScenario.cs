using System.Collections.Immutable;
using System.Diagnostics;
using Aegis.Actors;
using Aegis.Bench.Server;
using Aegis.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Bench.Scenarios;

/// <summary>Memory of the whole process with 100,000 active customers, each with a profile and 20 recorded calls.</summary>
public static class MemoryScenario
{
    private const int Customers = 100_000;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        await using var grid = await Grid.StartAsync("sqlite");
        var grains = grid.Services.GetRequiredService<IGrainFactory>();
        var system = grid.Services.GetRequiredService<IActorAuthority>().Sign("bench", Role.System, GrainKey.DefaultWorkspace);
        var clock = grid.Services.GetRequiredService<TimeProvider>();
        var before = Measure.Heap();
        await Parallel.ForEachAsync(Enumerable.Range(0, Customers), new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (i, _) =>
        {
            var customer = grains.GetGrain<ICustomerGrain>($"{GrainKey.DefaultWorkspace}/{Grid.CustomerId(i)}");
            var created = await customer.CreateAsync(system, new($"Company {i}", $"dev{i}@example.com", []));
            var at = clock.GetUtcNow();
            var calls = Enumerable.Range(0, 20).Select(e => new Aegis.Activity.ActivityEvent(null, "/v2/customers", 200, at.AddHours(-e))).ToImmutableArray();
            var recorded = await customer.RecordAsync(system, calls);
            if (!created.Ok || !recorded.Ok)
                throw new InvalidOperationException($"{created.Refusal ?? recorded.Refusal}");
        });
        var heap = Measure.Heap() - before;
        using var process = Process.GetCurrentProcess();
        figures.Add(new("memory", $"heap a customer, {Customers:N0} active", heap / (double)Customers, "bytes"));
        figures.Add(new("memory", $"resident, {Customers:N0} active customers", process.WorkingSet64 / 1e6, "MB", "budget", 400));
    }
}
