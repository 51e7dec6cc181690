using System.Globalization;
using Aegis.Faults.Crashes;
using Aegis.Fixtures;

namespace Aegis.Faults.Effects;

/// <summary>
/// kill -9 at every step of every action that changes something outside: each customer's action is held at a step of its
/// own, then the grid dies under all of them at once and the next life takes them up. Invariant 3: nothing is done twice
/// where the provider can tell, and what cannot be told is parked.
/// </summary>
public sealed class ActionKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The requests of each tool that change something, in order.</summary>
    private static readonly (string Tool, string[] Steps)[] Tools =
    [
        ("create_trial_subscription", ["POST v1/customers", "POST v1/subscriptions"]),
        ("upgrade_plan", ["POST v1/subscriptions/"]),
        ("apply_discount", ["POST v1/coupons", "POST v1/subscriptions/"]),
        ("apply_credit", ["POST v1/customers/"]),
        ("create_ticket", ["POST api/v2/tickets"]),
        ("comment_on_ticket", ["PUT api/v2/tickets/"]),
    ];

    [Fact]
    public async Task Kill_AtEveryStepOfEveryAction_DoesEachOnce_Invariant3() =>
        (await SurviveAsync(withKeys: true, [Cut.NotDone, Cut.Unheard, Cut.Late], Tools)).ShouldAllBe(entry => entry.Effects == 1);

    /// <summary>Without idempotency keys the look-up alone must tell.</summary>
    [Fact]
    public async Task Kill_AtAProviderWithoutKeys_DoesEachOnce_Invariant3() =>
        (await SurviveAsync(withKeys: false, [Cut.NotDone, Cut.Unheard], Tools[..4])).ShouldAllBe(entry => entry.Effects == 1);

    /// <summary>The control: what lands after the look-up is done twice where a provider knows no keys, so the counting counts.</summary>
    [Fact]
    public async Task Kill_LateRequestAtAProviderWithoutKeys_ShowsWhatKeysAreFor() =>
        (await SurviveAsync(withKeys: false, [Cut.Late], [Tools[3]])).ShouldAllBe(entry => entry.Effects == 2);

    [NodeTheory]
    [InlineData("hold", 1)]
    [InlineData("stall", 0)]
    public async Task Kill_WithAMailInTheAir_ParksItAndSendsNoneAgain_Invariant3(string step, int sent)
    {
        using var directory = new TemporaryDirectory();
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var outside = new Outside(withKeys: true);
        await outside.StartAsync(withMail: true);
        await using var grid = new GridUnderFire(outside.Variables, directory.Path);
        var people = new People(grid, giveUp.Token);
        await grid.StartAsync();
        await people.ArriveAsync();
        await people.RegisterAsync("mailed", $"{step}@mailed.example");

        await people.RunAsync(new CutAction("mailed", "send_onboarding_email", new Dictionary<string, string>(), "", Cut.Unheard));
        await outside.Mail!.HeldAsync(giveUp.Token);
        await grid.KillAsync();
        await grid.StartAsync();

        var parked = await people.SettledAsync("mailed", "send_onboarding_email", "unknown");
        parked.TryGetProperty("retryAfter", out var again).ShouldBe(again.ValueKind is not System.Text.Json.JsonValueKind.Undefined);
        var listed = await people.GetAsync("/api/actions?status=unknown");
        listed.GetProperty("items").EnumerateArray().ShouldContain(action => action.GetProperty("customerId").GetString() == "mailed");
        outside.Mail.Mails.Count.ShouldBe(sent);
    }

    private static async Task<List<(string Customer, int Effects)>> SurviveAsync(bool withKeys, Cut[] cuts, (string Tool, string[] Steps)[] tools)
    {
        using var directory = new TemporaryDirectory();
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var outside = new Outside(withKeys);
        await outside.StartAsync();
        await using var grid = new GridUnderFire(outside.Variables, directory.Path);
        var people = new People(grid, giveUp.Token);
        await grid.StartAsync();
        await people.ArriveAsync();

        var actions = await PrepareAsync(people, [.. Plan(cuts, tools)]);
        outside.Hold(actions);
        await Task.WhenAll(actions.Select(people.RunAsync));
        await outside.AllReachedAsync();
        await grid.KillAsync();
        outside.Release();
        await grid.StartAsync();

        foreach (var action in actions)
            await people.SettledAsync(action.Customer, action.Tool, "done");
        // What was late has landed when its answer was given.
        await Task.WhenAll(actions.Where(action => action.Cut == Cut.Late).Select(action => action.Again.WaitAsync(giveUp.Token)));
        (await grid.TerminateAsync()).ShouldBe(0);
        return [.. actions.Select(action => (action.Customer, outside.Effects(action)))];
    }

    /// <summary>An action for every step of every tool and every way of being cut there, each with amounts and texts of its own.</summary>
    private static IEnumerable<CutAction> Plan(Cut[] cuts, (string Tool, string[] Steps)[] tools)
    {
        var number = 0;
        foreach (var (tool, steps) in tools)
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        foreach (var cut in cuts)
            yield return new CutAction($"{tool}-{index}-{cut}".Replace('_', '-').ToLowerInvariant(), tool, Arguments(tool, ++number), step, cut);
    }

    private static Dictionary<string, string> Arguments(string tool, int number) => tool switch
    {
        "upgrade_plan" => new() { ["plan"] = "pro" },
        "apply_discount" => new() { ["percent"] = Text(number % 10 + 1) },
        "apply_credit" => new() { ["amount"] = Text(100 + number), ["currency"] = "EUR" },
        "create_ticket" => new() { ["summary"] = $"Ticket {number}", ["description"] = "Half of the calls fail." },
        "comment_on_ticket" => new() { ["text"] = $"Comment {number}" },
        _ => [],
    };

    /// <summary>What must be there before: a trial to change, a ticket to write to.</summary>
    private static async Task<CutAction[]> PrepareAsync(People people, CutAction[] actions) => await Task.WhenAll(actions.Select(async action =>
    {
        await people.RegisterAsync(action.Customer);
        switch (action.Tool)
        {
            case "upgrade_plan" or "apply_discount":
                await people.RunAsync(Before(action, "create_trial_subscription"));
                await people.SettledAsync(action.Customer, "create_trial_subscription", "done");
                return action;
            case "comment_on_ticket":
                await people.RunAsync(Before(action, "create_ticket"));
                var ticket = await people.SettledAsync(action.Customer, "create_ticket", "done");
                return action with { Arguments = new Dictionary<string, string>(action.Arguments) { ["ticket"] = ticket.GetProperty("output").GetProperty("ticket").GetString()! } };
            default:
                return action;
        }
    }));

    private static CutAction Before(CutAction action, string tool) => action with { Tool = tool, Arguments = Arguments(tool, 0), Step = "" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
