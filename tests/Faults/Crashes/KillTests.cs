using System.Globalization;
using System.Net;
using System.Text.Json;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults.Crashes;

/// <summary>kill -9 in a loop under load. Short by default; <c>AEGIS_KILLS=60</c> and <c>AEGIS_WRITERS=200</c> make it long.</summary>
public sealed class KillTests
{
    private static readonly int Kills = Number("AEGIS_KILLS", 4);
    private static readonly int Writers = Number("AEGIS_WRITERS", 20);
    private static readonly string[] Effects = ["create_trial_subscription", "generate_api_keys", "provision_test_environment", "send_onboarding_email"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(10) * Kills;

    [Fact]
    public Task Kill_UnderLoadOnSqlite_LosesAndRepeatsNothing() => SurviveAsync([]);

    [Fact]
    public async Task Kill_UnderLoadOnPostgres_LosesAndRepeatsNothing() => await SurviveAsync(new()
    {
        ["AEGIS_STORAGE"] = "postgres",
        ["ConnectionStrings__Aegis"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
    });

    private static async Task SurviveAsync(Dictionary<string, string> storage)
    {
        using var directory = new TemporaryDirectory();
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var sandboxes = await Sandboxes.StartAsync(directory.Path);
        var variables = new Dictionary<string, string>([.. storage, .. sandboxes.Variables, .. AegisClient.Variables]);
        await using var grid = new GridUnderFire(variables, Path.Combine(directory.Path, "grid"));
        var workload = new Workload(grid, "kill");

        await grid.StartAsync();
        await KillRepeatedlyAsync(grid, workload, giveUp.Token);

        await EventsAreCountedOnceAsync(grid, workload, giveUp.Token);
        var parked = await WorkflowsSettleAsync(grid, workload, giveUp.Token);
        await EffectsHappenedOnceAsync(sandboxes, workload, parked);
        (await grid.TerminateAsync()).ShouldBe(0);
        await LedgerVerifiesAsync(variables, Path.Combine(directory.Path, "grid"));
    }

    private static async Task KillRepeatedlyAsync(GridUnderFire grid, Workload workload, CancellationToken giveUp)
    {
        var random = new Random(1);
        using var stop = new CancellationTokenSource();
        var load = workload.RunAsync(Writers, Math.Max(2, Writers / 10), stop.Token, giveUp);
        for (var kill = 0; kill < Kills; kill++)
        {
            // The moment of the crash is arbitrary, but after some of the load was acknowledged.
            await Task.WhenAny(load, workload.AcknowledgedAsync(random.Next(1, 3 * Writers), giveUp));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)), TimeProvider.System, giveUp);
            if (load.IsCompleted)
                break;
            await grid.KillAsync();
            await grid.StartAsync();
        }

        await stop.CancelAsync();
        await load;
    }

    private static async Task EventsAreCountedOnceAsync(GridUnderFire grid, Workload workload, CancellationToken giveUp)
    {
        workload.Events.ShouldNotBeEmpty();
        foreach (var (customer, acknowledged) in workload.Events)
            (await GetAsync(grid, $"/api/customers/{customer}", giveUp)).GetProperty("totalApiCalls").GetInt32().ShouldBe(acknowledged, customer);
    }

    /// <summary>Waits until every onboarding is through, or parked and listed; returns the customers of the parked ones.</summary>
    private static async Task<HashSet<string>> WorkflowsSettleAsync(GridUnderFire grid, Workload workload, CancellationToken giveUp)
    {
        var parked = new HashSet<string>();
        workload.Onboarded.ShouldNotBeEmpty();
        foreach (var customer in workload.Onboarded)
        {
            while (true)
            {
                var actions = await ActionsAsync(grid, customer, giveUp);
                if (Effects.All(tool => actions.GetValueOrDefault(tool) == "done"))
                    break;
                if (actions.ContainsValue("unknown") && await IsListedAsync(grid, customer, giveUp))
                {
                    parked.Add(customer);
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, giveUp);
            }

            if (!parked.Contains(customer))
                (await GetAsync(grid, $"/api/customers/{customer}", giveUp)).GetProperty("stage").GetString().ShouldBe("api_keys_generated", customer);
        }

        return parked;
    }

    private static async Task<Dictionary<string, string>> ActionsAsync(GridUnderFire grid, string customer, CancellationToken giveUp)
    {
        var actions = await GetAsync(grid, $"/api/customers/{customer}/actions", giveUp);
        return actions.GetProperty("items").EnumerateArray()
            .Where(action => Effects.Contains(action.GetProperty("name").GetString()))
            .ToDictionary(action => action.GetProperty("name").GetString()!, action => action.GetProperty("status").GetString()!);
    }

    private static async Task<bool> IsListedAsync(GridUnderFire grid, string customer, CancellationToken giveUp)
    {
        var listed = await GetAsync(grid, "/api/actions?status=unknown&limit=200", giveUp);
        return listed.GetProperty("items").EnumerateArray().Any(action => action.GetProperty("customerId").GetString() == customer);
    }

    private static async Task EffectsHappenedOnceAsync(Sandboxes sandboxes, Workload workload, HashSet<string> parked)
    {
        var trials = (await sandboxes.EffectsAsync("billing")).Where(effect => effect.Operation == "create_subscription").CountBy(effect => effect.Subject).ToDictionary();
        var mails = (await sandboxes.EffectsAsync("mail")).CountBy(effect => effect.Subject).ToDictionary();
        foreach (var customer in workload.Onboarded)
        {
            trials.GetValueOrDefault($"default/{customer}").ShouldBe(1, $"trials of {customer}");
            if (parked.Contains(customer))
                mails.GetValueOrDefault(Workload.EmailOf(customer)).ShouldBeLessThanOrEqualTo(1, $"mails to {customer}");
            else
                mails.GetValueOrDefault(Workload.EmailOf(customer)).ShouldBe(1, $"mails to {customer}");
        }
    }

    private static async Task LedgerVerifiesAsync(Dictionary<string, string> variables, string directory)
    {
        await using var verify = AegisProcess.Start(variables, "verify-ledger", "--data", directory);
        (await verify.ExitAsync()).ShouldBe(0, verify.Output + verify.Errors);
    }

    private static async Task<JsonElement> GetAsync(GridUnderFire grid, string path, CancellationToken giveUp)
    {
        var (status, body) = await grid.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), giveUp);
        status.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
