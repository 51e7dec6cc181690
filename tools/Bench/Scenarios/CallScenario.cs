using System.Diagnostics;
using Aegis.Bench.Baselines;
using Aegis.Bench.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Bench.Scenarios;

/// <summary>Grain calls in process, activations a second and bytes an activation, against mailbox actors written by hand.</summary>
public static class CallScenario
{
    private const int Callers = 100;
    private const int Grains = 1_000;
    private const int Activations = 100_000;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        await using var services = new ServiceCollection()
            .AddEmbeddedHost(options => options.AddGrains(typeof(EchoGrain).Assembly))
            .BuildServiceProvider();
        var factory = services.GetRequiredService<IGrainFactory>();
        var grains = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IEchoGrain>($"call/{i}")).ToArray();
        var actors = Enumerable.Range(0, Grains).Select(_ => new MailboxActor()).ToArray();

        // Once to warm up, once to measure; grain and baseline in turns, so that both see the same machine.
        for (var round = 0; round < 2; round++)
        {
            var plain = await Measure.RateAsync(Callers, time, (caller, i) => actors[(caller * 31 + i) % Grains].EchoAsync(1));
            var called = await Measure.RateAsync(Callers, time, (caller, i) => grains[(caller * 31 + i) % Grains].EchoAsync(1));
            if (round == 1)
                figures.Add(new("calls", $"grain calls, {Callers} callers, {Grains:N0} grains", called, "calls/s", "mailbox actors by hand", plain));
        }

        await ActivateAsync(factory, figures);
    }

    private static async Task ActivateAsync(IGrainFactory factory, List<Figure> figures)
    {
        var actors = new MailboxActor[Activations];
        var before = Measure.Heap();
        var plainTime = await TimeAsync(i => (actors[i] = new()).EchoAsync(i));
        var plainBytes = (Measure.Heap() - before) / (double)Activations;

        before = Measure.Heap();
        var time = await TimeAsync(i => factory.GetGrain<IEchoGrain>($"activate/{i}").EchoAsync(i));
        var bytes = (Measure.Heap() - before) / (double)Activations;
        GC.KeepAlive(actors);

        figures.Add(new("calls", $"activations, {Activations:N0} grains, first call included", Activations / time, "/s", "mailbox actors by hand", Activations / plainTime));
        figures.Add(new("calls", "bytes an activation, its key included", bytes, "bytes", "mailbox actors by hand", plainBytes));
    }

    private static async Task<double> TimeAsync(Func<int, Task> activate)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Activations; i += Callers)
                await activate(i);
        })));
        return watch.Elapsed.TotalSeconds;
    }
}
