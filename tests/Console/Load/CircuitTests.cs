using Xunit.Abstractions;

namespace Aegis.Console.Load;

/// <summary>Many people with the console open at once.</summary>
public sealed class CircuitTests(ITestOutputHelper output)
{
    private const int Circuits = 200;
    private const long MostBytesACircuit = 2_000_000;

    [Fact]
    public async Task Circuits_TwoHundredOpen_AllStayLiveWithinTheirMemory()
    {
        await using var server = await ConsoleServer.StartAsync();
        var cookies = await Circuit.SignInAsync(server.Address, server.SignInCode());
        await using (var first = await Circuit.OpenAsync(server.Address, cookies, "/customers/demo_at_risk_customer"))
            await RenderedAsync([first], 1);
        var before = Memory();

        var circuits = new List<Circuit>();
        try
        {
            foreach (var batch in Enumerable.Range(0, Circuits).Chunk(10))
                circuits.AddRange(await Task.WhenAll(batch.Select(_ => Circuit.OpenAsync(server.Address, cookies, "/customers/demo_at_risk_customer"))));
            await RenderedAsync(circuits, 1);
            var each = (Memory() - before) / Circuits;
            output.WriteLine($"{Circuits} circuits on one customer's page: {each / 1024:N0} KiB each, client ends included.");

            var seen = circuits.ConvertAll(c => c.Batches);
            await server.Customer("demo_at_risk_customer").UpdateAsync(server.Admin(), new(Company: "AtRisk & Sons"));
            var begun = TimeProvider.System.GetTimestamp();
            await UntilAsync(() => circuits.Index().All(c => c.Item.Batches > seen[c.Index]));
            output.WriteLine($"One change reached all of them within {TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds:N0} ms.");

            each.ShouldBeLessThan(MostBytesACircuit);
        }
        finally
        {
            foreach (var circuit in circuits)
                await circuit.DisposeAsync();
        }
    }

    private static Task RenderedAsync(List<Circuit> circuits, int batches) => UntilAsync(() => circuits.TrueForAll(c => c.Batches >= batches));

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
            await look.WaitForNextTickAsync(limit.Token);
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
