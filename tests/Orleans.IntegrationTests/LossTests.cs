using Aegis.Faults.Program;
using Xunit.Abstractions;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Silos are restarted and die under load: every request is answered in the end, and everything was done once.</summary>
public sealed class LossTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private const int Calls = 5;
    // A step that failed again and again waits longer each time, which a busy machine shows.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task RollingRestart_UnderLoad_FailsNoRequestAndLosesNothing()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        List<AegisProcess> silos = [await cluster.StartAsync("silo"), await cluster.StartAsync("silo")];
        var api = await cluster.ReadyAsync("api");
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(api, "roll", stop.Token);

        foreach (var old in silos)
        {
            (await old.TerminateAsync()).ShouldBe(0, old.Errors);
            await cluster.ReadyAsync("silo");
        }

        await stop.CancelAsync();
        await EverythingWasDoneOnceAsync(cluster, api.Address, await load);
    }

    [Fact]
    public async Task Silo_Killed_UnderLoad_WhatItHeldGoesOnElsewhere()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        var victim = await cluster.StartAsync("silo");
        var api = await cluster.ReadyAsync("api");
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(api, "kill", stop.Token);
        await cluster.FirstMailAsync();

        await victim.KillAsync();

        await stop.CancelAsync();
        await EverythingWasDoneOnceAsync(cluster, api.Address, await load);
    }

    [Fact]
    public async Task Cluster_KilledWhole_ComesBackAtOtherAddresses()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var first = await cluster.ReadyAsync("silo,api");
        using (var before = new PatientClient(first.Address))
            await before.CreateAsync("acme");

        await first.KillAsync();

        using var after = new PatientClient((await SupervisedAsync(cluster)).Address);
        (await after.GetAsync("/api/customers/acme")).GetProperty("id").GetString().ShouldBe("acme");
    }

    // Who cannot join, because it started before the dead were given up, ends; as every supervisor does, it is started again.
    private static async Task<AegisProcess> SupervisedAsync(ClusterProcesses cluster)
    {
        using var late = new CancellationTokenSource(Settling, TimeProvider.System);
        while (true)
        {
            try
            {
                return await cluster.ReadyAsync("silo,api");
            }
            catch (InvalidOperationException ended) when (ended.Message.Contains("ended with", StringComparison.Ordinal))
            {
                late.Token.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Writers that set up one customer after the other until told to stop; returns the customers.</summary>
    private async Task<List<string>> LoadAsync(AegisProcess api, string name, CancellationToken stop)
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            using var client = new PatientClient(api.Address);
            var done = new List<string>();
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    var customer = $"{name}-{writer}-{done.Count}";
                    await client.CreateAsync(customer);
                    await client.OnboardAsync(customer);
                    await client.RecordAsync(customer, Calls);
                    done.Add(customer);
                }
            }
            catch (ShouldAssertException)
            {
                output.WriteLine(api.Errors);
                throw;
            }

            output.WriteLine($"writer {writer}: {done.Count} customers, {client.Repeats} repeats, slowest request {client.Slowest.TotalSeconds:0.0} s");
            return done;
        }));
        return [.. customers.SelectMany(each => each)];
    }

    private static async Task EverythingWasDoneOnceAsync(ClusterProcesses cluster, Uri api, List<string> customers)
    {
        using var client = new PatientClient(api);
        using var late = new CancellationTokenSource(Settling, TimeProvider.System);
        customers.ShouldNotBeEmpty();
        foreach (var customer in customers)
        {
            (await client.GetAsync($"/api/customers/{customer}")).GetProperty("totalApiCalls").GetInt32().ShouldBe(Calls, customer);
            // A step that was cut short is settled by its workflow, some seconds after the reply.
            while (!await IsSettledAsync(client, customer))
                await Task.Delay(Pause, TimeProvider.System, late.Token);
            cluster.Mails(customer).ShouldBeLessThanOrEqualTo(1, customer);
        }
    }

    /// <summary>Every step of the onboarding is done, or waits for a person because its provider cannot tell what became of it.</summary>
    private static async Task<bool> IsSettledAsync(PatientClient client, string customer)
    {
        var entries = (await client.GetAsync($"/api/customers/{customer}/ledger?limit=500")).GetProperty("items").EnumerateArray().ToList();
        var kinds = entries.ConvertAll(entry => entry.GetProperty("kind").GetString());
        kinds.Count(kind => kind == "action_completed").ShouldBeLessThanOrEqualTo(8, customer);
        return kinds.Count(kind => kind == "action_completed") == 4 || kinds.Contains("workflow_parked");
    }
}
