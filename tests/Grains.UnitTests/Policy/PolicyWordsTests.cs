using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.Policy;
using Aegis.Grains.UnitTests.Support;
using Aegis.Policy;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class PolicyWordsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Grid _grid = null!;

    private IPolicyGrain Policy => _grid.Grains.GetGrain<IPolicyGrain>(PolicyKey.Of("default"));

    public async Task InitializeAsync() => _grid = await Grid.StartAsync(_directory);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Report_OfTheBuiltInPolicy_SaysInWordsWhatItDecides()
    {
        var rules = (await Policy.GetAsync(_grid.Actor(Role.Viewer))).Value!.InForce.Rules;

        rules.Where(rule => rule.Action == "apply_discount").Select(rule => (rule.Ruling, rule.People, string.Join("; ", rule.When))).ShouldBe(
        [
            (PolicyRuling.Approve, 1, "up to 10 %"), (PolicyRuling.Approve, 2, "up to 100 %"), (PolicyRuling.Refuse, 0, ""),
        ]);
        rules.Single(rule => rule.Action == "create_ticket").Ruling.ShouldBe(PolicyRuling.Run);
        rules.Where(rule => rule.Action == "generate_api_keys").Select(rule => string.Join("; ", rule.When)).ShouldBe(
            ["it is for test", "it is for live; an approver, an admin or Aegis itself does it directly", "it is for live", "nothing above fits"]);
        rules[^1].Action.ShouldBe("*");
        rules[^2].Action.ShouldBe("mcp:*");
    }

    [Fact]
    public async Task Preview_OfAText_TellsWhatItWouldDecide_AndBringsNothingIntoForce()
    {
        const string text = """
            { "quietHours": { "from": "21:00", "to": "08:00" }, "contact": { "perDay": 2 }, "stopped": { "agents": ["growth"] },
              "actions": { "upgrade_plan": { "decision": "approve", "reason": "Sales agrees.", "when": { "amount": { "atLeast": 50, "atMost": 99.5 }, "tier": ["none", "trial"] }, "perDay": 1000 } } }
            """;

        var preview = (await Policy.PreviewAsync(_grid.Actor(Role.Viewer), text)).Value!;

        preview.Rules[0].Reason.ShouldBe("Sales agrees.");
        preview.Rules[0].When.ShouldBe(["the customer's plan is none yet or trial", "50 to 99.5 EUR a month", "fewer than 1,000 that day in all"]);
        preview.Rules[1].ShouldSatisfyAllConditions(r => r.Ruling.ShouldBe(PolicyRuling.Refuse), r => r.When.ShouldBe(["nothing above fits"]));
        preview.Rules[2].ShouldSatisfyAllConditions(r => r.Action.ShouldBe("*"), r => r.Ruling.ShouldBe(PolicyRuling.Refuse));
        preview.Settings.ShouldContain(new PolicySetting("Customers are written to", "not from 21:00 to 08:00 in their time zone"));
        preview.Settings.ShouldContain(new PolicySetting("Mails to a customer", "at most 2 a day"));
        preview.Stopped.ShouldHaveSingleItem().Name.ShouldBe("growth");
        (await Policy.GetAsync(_grid.Admin)).Value!.Text.ShouldBe(PolicyText.BuiltInText);
    }

    [Fact]
    public async Task Preview_OfATextWithAFault_NamesIt() =>
        (await Policy.PreviewAsync(_grid.Actor(Role.Viewer), """{ "actions": { "upgrade_plan": { "decision": "maybe" } } }""")).Refusal!.Message.ShouldContain("decision");
}
