using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Policy;
using Aegis.Policy;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class PolicyRulesTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    // Wednesday, 09:30 UTC.
    private static readonly DateTimeOffset Morning = new(2026, 3, 4, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Tools.CreateTrialSubscription)]
    [InlineData(Tools.ProvisionTestEnvironment)]
    [InlineData(Tools.SendOnboardingEmail)]
    [InlineData(Tools.CreateTicket)]
    [InlineData(Tools.CommentOnTicket)]
    [InlineData(Tools.UpdateCustomerState)]
    public void BuiltIn_SetUpByAnAgent_Runs(string tool) => Decide(PolicyText.BuiltIn, Ask(tool)).Verdict.ShouldBe(PolicyVerdict.Run);

    [Theory]
    [InlineData("refund")]
    [InlineData("delete_customer")]
    [InlineData("anything")]
    public void BuiltIn_WhatCostsOrDestroys_IsRefusedToAll(string tool)
    {
        foreach (var role in Enum.GetValues<Role>())
            Decide(PolicyText.BuiltIn, Ask(tool, role: role, agent: null)).ShouldSatisfyAllConditions(
                d => d.Verdict.ShouldBe(PolicyVerdict.Refused), d => d.Reason.ShouldContain(tool));
    }

    [Theory]
    [InlineData(Tools.UpgradePlan, "plan", "pro", PolicyVerdict.NeedsApproval, 1)]
    [InlineData(Tools.ApplyDiscount, "percent", "10", PolicyVerdict.NeedsApproval, 1)]
    [InlineData(Tools.ApplyDiscount, "percent", "11", PolicyVerdict.NeedsApproval, 2)]
    [InlineData(Tools.ApplyDiscount, "percent", "100", PolicyVerdict.NeedsApproval, 2)]
    [InlineData(Tools.ApplyDiscount, "percent", "101", PolicyVerdict.Refused, 0)]
    [InlineData(Tools.ApplyDiscount, "percent", "", PolicyVerdict.Refused, 0)]
    [InlineData(Tools.ApplyDiscount, "percent", "-5", PolicyVerdict.Refused, 0)]
    [InlineData("apply_credit", "amount", "0.01", PolicyVerdict.NeedsApproval, 2)]
    [InlineData("mcp:crm:delete_note", "id", "1", PolicyVerdict.NeedsApproval, 1)]
    public void BuiltIn_WhatCostsMoney_NeedsPeopleWhoeverAsks(string tool, string argument, string value, PolicyVerdict verdict, int people)
    {
        foreach (var role in Enum.GetValues<Role>())
            foreach (var agent in new[] { "growth", null })
                Decide(PolicyText.BuiltIn, Ask(tool, None.Add(argument, value), role, agent))
                    .ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(verdict), d => d.Approvals.ShouldBe(people));
    }

    [Theory]
    [InlineData(Role.Customer, "test", PolicyVerdict.Run)]
    [InlineData(Role.Customer, "live", PolicyVerdict.NeedsApproval)]
    [InlineData(Role.Agent, "live", PolicyVerdict.NeedsApproval)]
    [InlineData(Role.Approver, "live", PolicyVerdict.Run)]
    [InlineData(Role.Admin, "live", PolicyVerdict.Run)]
    public void BuiltIn_KeyByAPerson_DependsOnTheRole(Role role, string environment, PolicyVerdict expected) =>
        Decide(PolicyText.BuiltIn, Ask(Tools.GenerateApiKeys, None.Add("environment", environment), role, agent: null)).Verdict.ShouldBe(expected);

    [Fact]
    public void BuiltIn_LiveKeyByAnAgent_NeedsApprovalWhoeverItSpeaksFor()
    {
        foreach (var role in Enum.GetValues<Role>())
            Decide(PolicyText.BuiltIn, Ask(Tools.GenerateApiKeys, None.Add("environment", "live"), role)).Verdict.ShouldBe(PolicyVerdict.NeedsApproval);
    }

    [Fact]
    public void Decide_RulesOfOneAction_TakesTheFirstThatFits()
    {
        var policy = Read("""
            { "actions": { "apply_discount": [
                { "when": { "tier": "enterprise", "amount": { "atMost": 5 } }, "decision": "run" },
                { "when": { "agents": ["growth"], "amount": { "atLeast": 50 } }, "decision": "refuse", "reason": "Half is too much." },
                { "decision": "approve", "approvals": 3 } ] } }
            """);

        Decide(policy, Ask(Tools.ApplyDiscount, None.Add("percent", "5"), tier: Tier.Enterprise)).Verdict.ShouldBe(PolicyVerdict.Run);
        Decide(policy, Ask(Tools.ApplyDiscount, None.Add("percent", "5"), tier: Tier.Pro)).Approvals.ShouldBe(3);
        Decide(policy, Ask(Tools.ApplyDiscount, None.Add("percent", "50"))).Reason.ShouldBe("Half is too much.");
        Decide(policy, Ask(Tools.ApplyDiscount, None.Add("percent", "50"), agent: "onboarding")).Approvals.ShouldBe(3);
    }

    [Fact]
    public void Decide_NameWithAStar_YieldsToTheLongerName()
    {
        var policy = Read("""{ "actions": { "mcp:*": { "decision": "approve" }, "mcp:crm:*": { "decision": "refuse" }, "mcp:crm:read": { "decision": "run" }, "*": { "decision": "refuse" } } }""");

        Decide(policy, Ask("mcp:jira:close")).Verdict.ShouldBe(PolicyVerdict.NeedsApproval);
        Decide(policy, Ask("mcp:crm:delete")).Verdict.ShouldBe(PolicyVerdict.Refused);
        Decide(policy, Ask("mcp:crm:read")).Verdict.ShouldBe(PolicyVerdict.Run);
    }

    [Fact]
    public void Decide_CountsOfTheDay_FitAsLongAsThereIsRoom()
    {
        var policy = Read("""{ "actions": { "create_ticket": [ { "decision": "run", "perCustomerPerDay": 2, "perDay": 100 }, { "decision": "approve" } ] } }""");

        Decide(policy, Ask(Tools.CreateTicket) with { Today = 1 }).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(PolicyVerdict.Run), d => d.Places.ShouldBe(100));
        Decide(policy, Ask(Tools.CreateTicket) with { Today = 2 }).Verdict.ShouldBe(PolicyVerdict.NeedsApproval);
        Decide(policy, Ask(Tools.CreateTicket) with { DayIsFull = true }).Verdict.ShouldBe(PolicyVerdict.NeedsApproval);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-04T20:59:00Z", "2026-03-05T07:00:00Z")] // 21:59 there, until 08:00 there.
    [InlineData("America/New_York", "2026-03-04T04:00:00Z", "2026-03-04T13:00:00Z")]
    [InlineData(null, "2026-03-04T07:59:00Z", "2026-03-04T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T06:00:00Z")] // The clocks go forward that night.
    public void Decide_ContactInQuietHours_WaitsForTheirEndWhereTheCustomerIs(string? zone, string now, string until)
    {
        var question = Ask(Tools.SendOnboardingEmail) with { Now = Time(now), TimeZone = zone };

        Decide(Quiet, question).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(PolicyVerdict.Wait), d => d.Until.ShouldBe(Time(until)));
        Decide(Quiet, question with { Now = Time(until) }).Verdict.ShouldBe(PolicyVerdict.Run);
        Decide(Quiet, question with { Tool = Tools.CreateTicket }).Verdict.ShouldBe(PolicyVerdict.Run);
    }

    [Fact]
    public void Decide_ContactBeyondItsCap_WaitsForTheNextDay()
    {
        var policy = Read("""{ "contact": { "perDay": 1, "perWeek": 3 }, "actions": { "*": { "decision": "run" } } }""");
        var tomorrow = new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

        Decide(policy, Ask(Tools.SendOnboardingEmail)).Verdict.ShouldBe(PolicyVerdict.Run);
        Decide(policy, Ask(Tools.SendOnboardingEmail) with { ContactsToday = 1, ContactsThisWeek = 1 }).Until.ShouldBe(tomorrow);
        Decide(policy, Ask(Tools.SendOnboardingEmail) with { ContactsThisWeek = 3 }).Until.ShouldBe(tomorrow);
    }

    [Theory]
    [InlineData(SwitchScope.Fleet, "")]
    [InlineData(SwitchScope.Customer, "acme")]
    [InlineData(SwitchScope.Agent, "growth")]
    [InlineData(SwitchScope.Action, Tools.CreateTicket)]
    public void Decide_KillSwitchOn_RefusesWhatItNamesAndNothingElse(SwitchScope scope, string name)
    {
        var on = new KillSwitches(1, [new(scope, name, "admin:alice", Morning, "An incident.")]);
        var others = new PolicyQuestion(Role.Customer, "onboarding", "other", Tools.CommentOnTicket, None, Tier.Pro, Morning) { Switches = on };

        Decide(PolicyText.BuiltIn, Ask(Tools.CreateTicket) with { Switches = on }).ShouldSatisfyAllConditions(
            d => d.Verdict.ShouldBe(PolicyVerdict.Refused), d => d.Reason.ShouldContain("kill switch"));
        Decide(PolicyText.BuiltIn, others).Verdict.ShouldBe(scope == SwitchScope.Fleet ? PolicyVerdict.Refused : PolicyVerdict.Run);
    }

    [Fact]
    public void Decide_StoppedByThePolicyItself_IsRefused() =>
        Decide(Read("""{ "stopped": { "agents": ["growth"] }, "actions": { "*": { "decision": "run" } } }"""), Ask(Tools.CreateTicket)).Verdict.ShouldBe(PolicyVerdict.Refused);

    private static PolicySet Quiet => Read("""{ "quietHours": { "from": "21:00", "to": "08:00" }, "actions": { "*": { "decision": "run" } } }""");

    private static PolicySet Read(string text)
    {
        var read = PolicyText.Read(text);
        read.Refusal.ShouldBeNull();
        return read.Value!;
    }

    private static PolicyDecision Decide(PolicySet policy, PolicyQuestion question) => PolicyRules.Decide(policy, question);

    private static PolicyQuestion Ask(string tool, ImmutableSortedDictionary<string, string>? arguments = null, Role role = Role.Customer, string? agent = "growth", Tier tier = Tier.Pro) =>
        new(role, agent, "acme", tool, arguments ?? None, tier, Morning);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
