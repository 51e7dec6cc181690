using System.Diagnostics;
using Aegis.Faults.Crashes;
using Aegis.Fixtures;
using Xunit.Abstractions;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>A grid moves from one host to the other and back on one database, each move a crash in the middle of the work.</summary>
public sealed class HostMoveTests(ITestOutputHelper output)
{
    private const int AtFirst = 20;
    private const int OnTheCluster = 10;
    private const int CutShort = 5;

    // What is in flight is due within its lease.
    private const string InFlight = "due WHERE due_at < now() + interval '10 minutes' AND grain_type IN ('customer', 'orchestrator')";
    private const string Billing = "billing";
    private const string Mail = "mail";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Longer than a kill takes: the providers do it when whoever asked is gone.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(8);

    private readonly long _begun = Stopwatch.GetTimestamp();

    [Fact]
    public async Task Grid_FromEmbeddedToClusterAndBackInFullWork_FinishesAllOfItOnce_Invariants1To3()
    {
        using var directory = new TemporaryDirectory();
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var tables = new GridTables(database);
        await using var sandboxes = await Sandboxes.StartAsync(directory.Path, new Dictionary<string, string> { ["AEGIS_SANDBOX__LATENCY"] = "00:00:00.500" });
        await using var grid = new MovedGrid(database, sandboxes.Variables);
        var newcomers = new Newcomers(grid.Address, giveUp.Token);

        await grid.StartEmbeddedAsync();
        await sandboxes.SlowDownAsync(Mail, "send", 1, Late);
        var (first, onEmbedded) = await BeginAsync("first", AtFirst, newcomers, sandboxes);
        // The first mail takes its time, so with the second one done it is in the air.
        await tables.UntilAsync($"{Done("first")} AND tool = '{Newcomers.OnboardingMail}'", now => now > 0, giveUp.Token);
        await grid.KillEmbeddedAsync();
        await ShouldBeInFlightAsync("Embedded was killed", tables);

        var done = await tables.CountAsync(Done("first"));
        await grid.StartClusterAsync();
        Tell("the cluster is ready");
        await tables.UntilAsync(Done("first"), now => now > done, giveUp.Token);
        var (second, onCluster) = await BeginAsync("second", OnTheCluster, newcomers, sandboxes);
        await tables.UntilAsync("actions WHERE customer_key LIKE 'default/second-%' AND status = 'in_flight'", now => now >= CutShort, giveUp.Token);
        await grid.EndClusterAsync();
        await ShouldBeInFlightAsync("the cluster ended", tables);

        await grid.StartEmbeddedAsync();
        await Task.WhenAll(onEmbedded, onCluster);
        Tell("every message is answered");
        string[] customers = [.. first, .. second];
        await SettleAsync(customers, newcomers, sandboxes, giveUp.Token);
        await EverythingEndedAsync(customers, newcomers, tables, giveUp.Token);
        await EverythingWasDoneOnceAsync(customers, sandboxes, tables);

        (await grid.StopEmbeddedAsync()).ShouldBe(0);
        var (exitCode, verdict) = await grid.VerifyLedgersAsync();
        exitCode.ShouldBe(0, verdict);
        verdict.ShouldContain($"{customers.Length} ledgers, ");
        Tell(verdict);
    }

    /// <summary>Has customers sign up and say hello; the work of the first is with a provider that takes its time.</summary>
    private static async Task<(string[] Customers, Task Answered)> BeginAsync(string name, int count, Newcomers newcomers, Sandboxes sandboxes)
    {
        string[] customers = [.. Enumerable.Range(0, count).Select(n => $"{name}-{n}")];
        foreach (var customer in customers)
            await newcomers.CreateAsync(customer);
        await sandboxes.SlowDownAsync(Billing, "create_subscription", CutShort, Late);
        return (customers, Task.WhenAll(customers.Select(newcomers.SayHelloAsync)));
    }

    private async Task ShouldBeInFlightAsync(string moment, GridTables tables)
    {
        var due = await tables.CountAsync(InFlight);
        Tell($"{moment}: {due} turns and customers in flight, {await tables.CountAsync("actions WHERE status = 'in_flight'")} actions begun, {await tables.CountAsync("actions WHERE status = 'done'")} done");
        due.ShouldBeGreaterThan(0);
    }

    /// <summary>A person settles the mails that were cut short, which the provider cannot tell of, from what really arrived.</summary>
    private async Task SettleAsync(string[] customers, Newcomers newcomers, Sandboxes sandboxes, CancellationToken giveUp)
    {
        var parked = new List<(string Customer, string ActionId)>();
        foreach (var customer in customers)
        {
            var actions = await UntilAsync(customer, newcomers, IsDone, IsParked, giveUp);
            if (IsParked(actions))
                parked.Add((customer, actions[Newcomers.OnboardingMail].Id));
        }

        var sent = (await sandboxes.EffectsAsync(Mail)).Select(effect => effect.Subject).ToHashSet();
        foreach (var (customer, actionId) in parked)
            await newcomers.SettleAsync(customer, actionId, sent.Contains(PatientClient.Mail(customer)));
        Tell($"{parked.Count} mails were settled by a person, {parked.Count(mail => sent.Contains(PatientClient.Mail(mail.Customer)))} of them sent");
        foreach (var (customer, _) in parked)
            await UntilAsync(customer, newcomers, IsDone, IsDone, giveUp);
    }

    private static async Task<Dictionary<string, (string Id, string Status)>> UntilAsync(
        string customer, Newcomers newcomers, Func<Dictionary<string, (string Id, string Status)>, bool> either,
        Func<Dictionary<string, (string Id, string Status)>, bool> or, CancellationToken giveUp)
    {
        while (true)
        {
            var actions = await newcomers.ActionsAsync(customer);
            if (either(actions) || or(actions))
                return actions;
            await Task.Delay(Pause, TimeProvider.System, giveUp);
        }
    }

    private async Task EverythingEndedAsync(string[] customers, Newcomers newcomers, GridTables tables, CancellationToken giveUp)
    {
        foreach (var customer in customers)
            while (!(await newcomers.TurnsAsync(customer)).All(status => status is "answered" or "failed"))
                await Task.Delay(Pause, TimeProvider.System, giveUp);
        await tables.UntilAsync("actions WHERE status NOT IN ('done', 'already_done')", now => now == 0, giveUp);
        await tables.UntilAsync("outbox", now => now == 0, giveUp);
        await tables.UntilAsync("events WHERE undispatched", now => now == 0, giveUp);
        await tables.UntilAsync(InFlight, now => now == 0, giveUp);
        Tell("nothing is in flight");
    }

    private static async Task EverythingWasDoneOnceAsync(string[] customers, Sandboxes sandboxes, GridTables tables)
    {
        var trials = (await sandboxes.EffectsAsync(Billing)).Where(effect => effect.Operation == "create_subscription").CountBy(effect => effect.Subject).ToDictionary();
        var mails = (await sandboxes.EffectsAsync(Mail)).CountBy(effect => effect.Subject).ToDictionary();
        var keys = await tables.PerCustomerAsync("keys");
        var sites = await tables.PerCustomerAsync("sites");
        var workflows = await tables.PerCustomerAsync("ledger WHERE kind = 'workflow_started'");
        foreach (var customer in customers)
        {
            var key = $"default/{customer}";
            (trials.GetValueOrDefault(key), keys.GetValueOrDefault(key), sites.GetValueOrDefault(key), mails.GetValueOrDefault(PatientClient.Mail(customer)), workflows.GetValueOrDefault(key))
                .ShouldBe((1, 1, 1, 1, 1), $"trials, keys, sites, mails and workflows of {customer}");
        }
    }

    private static string Done(string name) => $"actions WHERE customer_key LIKE 'default/{name}-%' AND status = 'done'";

    private static bool IsDone(Dictionary<string, (string Id, string Status)> actions) =>
        Newcomers.Effects.All(tool => actions.TryGetValue(tool, out var action) && action.Status is "done" or "already_done");

    private static bool IsParked(Dictionary<string, (string Id, string Status)> actions) =>
        actions.TryGetValue(Newcomers.OnboardingMail, out var mail) && mail.Status == "unknown";

    private void Tell(string what) => output.WriteLine($"{Stopwatch.GetElapsedTime(_begun).TotalSeconds:0.0} s: {what}");
}
