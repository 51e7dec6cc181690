using System.Diagnostics;
using Aegis.Bench;
using Aegis.Bench.Grains;
using Aegis.HostBench.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.HostBench;

/// <summary>Grain calls in process, activations a second and bytes an activation: the same grain and the same callers on either host.</summary>
internal static class Calls
{
    private const int Callers = 100;
    private const int Grains = 1_000;
    private const int Activations = 100_000;
    private const int WarmUpCalls = 5_000_000;

    public static async Task<IReadOnlyList<Sample>> MeasureAsync(TimeSpan time)
    {
        await using var host = await BenchHost.StartAsync(static _ => { });
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var grains = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IEchoGrain>($"call/{i}")).ToArray();
        // As many on either host, so that both run compiled in full.
        await WarmUpAsync(Call);
        var calls = await ReadingAsync(() => Measure.RateAsync(Callers, time, Call));

        await ActivateAsync(factory, "warm");
        var before = Measure.Heap();
        var activations = await ReadingAsync(() => ActivateAsync(factory, "measured"));
        var bytes = (Measure.Heap() - before) / (double)Activations;
        return
        [
            new($"grain calls, {Callers} callers, {Grains:N0} grains", calls.Rate, "calls/s"),
            new("grain calls, each CPU second", calls.PerCpu, "/CPU s"),
            new($"activations, {Activations:N0} grains, first call included", activations.Rate, "/s"),
            new("activations, each CPU second", activations.PerCpu, "/CPU s"),
            new("bytes an activation, its key included", bytes, "bytes"),
        ];

        Task Call(int caller, long i) => grains[(caller * 31 + i) % Grains].EchoAsync(1);
    }

    private static Task WarmUpAsync(Func<int, long, Task> call) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
    {
        for (var i = 0; i < WarmUpCalls / Callers; i++)
            await call(caller, i);
    })));

    private static async Task<(double Rate, double PerCpu)> ReadingAsync(Func<Task<double>> measure)
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var rate = await measure();
        return (rate, rate * watch.Elapsed.TotalSeconds / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static async Task<double> ActivateAsync(IGrainFactory factory, string prefix)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Activations; i += Callers)
                await factory.GetGrain<IEchoGrain>($"{prefix}/{i}").EchoAsync(i);
        })));
        return Activations / watch.Elapsed.TotalSeconds;
    }
}
