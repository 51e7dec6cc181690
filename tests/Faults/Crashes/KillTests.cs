using System.Globalization;
using System.Net;
using System.Text.Json;
using Aegis.Faults.Program;

namespace Aegis.Faults.Crashes;

/// <summary>kill -9 in a loop under load. Short by default; <c>AEGIS_KILLS=60</c> and <c>AEGIS_WRITERS=200</c> make it long.</summary>
public sealed class KillTests
{
    private static readonly int Kills = Number("AEGIS_KILLS", 4);
    private static readonly int Writers = Number("AEGIS_WRITERS", 20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(10) * Kills;

    [Fact]
    public Task Kill_UnderLoadOnSqlite_LosesAndRepeatsNothing() => SurviveAsync([]);

    private static async Task SurviveAsync(Dictionary<string, string> storage)
    {
        using var directory = new TemporaryDirectory();
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var sandboxes = await Sandboxes.StartAsync(directory.Path);
        var variables = new Dictionary<string, string>(storage.Concat(sandboxes.Variables)) { ["AEGIS_ADMIN_KEY"] = GridUnderFire.AdminKey };
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
            // Not a wait for anything: the moment of the crash is meant to be arbitrary.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1500)), TimeProvider.System, giveUp);
            if (load.IsFaulted)
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

    /// <summary>Waits until every onboarding has sent its mail or is parked and listed; returns the customers of the parked ones.</summary>
    private static async Task<HashSet<string>> WorkflowsSettleAsync(GridUnderFire grid, Workload workload, CancellationToken giveUp)
    {
        var parked = new HashSet<string>();
        workload.Onboarded.ShouldNotBeEmpty();
        foreach (var customer in workload.Onboarded)
        {
            // The mail is the last step that acts: settled or parked, it tells of all before it.
            while (await MailStatusAsync(grid, customer, giveUp) is var status and not "done")
            {
                if (status == "unknown" && parked.Add(customer))
                    break;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, giveUp);
            }

            if (!parked.Contains(customer))
                (await GetAsync(grid, $"/api/customers/{customer}", giveUp)).GetProperty("stage").GetString().ShouldBe("api_keys_generated", customer);
        }

        return parked;
    }

    private static async Task<string?> MailStatusAsync(GridUnderFire grid, string customer, CancellationToken giveUp)
    {
        var conversation = await GetAsync(grid, $"/api/customers/{customer}/conversation", giveUp);
        return conversation.GetRawText().Contains("send_onboarding_email", StringComparison.Ordinal) ? "done" : null;
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
