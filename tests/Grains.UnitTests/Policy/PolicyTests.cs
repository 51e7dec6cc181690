using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Actions;
using Aegis.Grains.Policy;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class PolicyTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [Theory]
    [InlineData(Tools.CreateTrialSubscription)]
    [InlineData(Tools.ProvisionTestEnvironment)]
    [InlineData(Tools.SendOnboardingEmail)]
    [InlineData(Tools.CreateTicket)]
    [InlineData(Tools.CommentOnTicket)]
    [InlineData(Tools.UpdateCustomerState)]
    public void Decide_SetUpByAnAgent_Runs(string tool) =>
        PolicyRules.Decide(Role.Customer, "onboarding", tool, None).Verdict.ShouldBe(PolicyVerdict.Run);

    [Theory]
    [InlineData("refund")]
    [InlineData("delete_customer")]
    [InlineData("anything")]
    public void Decide_WhatCostsOrDestroys_IsRefusedToAll(string tool)
    {
        PolicyRules.Decide(Role.Admin, null, tool, None).Verdict.ShouldBe(PolicyVerdict.Refused);
        PolicyRules.Decide(Role.System, null, tool, None).Reason.ShouldContain(tool);
    }

    [Theory]
    [InlineData(Tools.UpgradePlan, "", PolicyVerdict.NeedsApproval)]
    [InlineData(Tools.ApplyDiscount, "10", PolicyVerdict.NeedsApproval)]
    [InlineData(Tools.ApplyDiscount, "11", PolicyVerdict.Refused)]
    [InlineData(Tools.ApplyDiscount, "", PolicyVerdict.Refused)]
    public void Decide_WhatCostsMoney_NeedsAPersonWhoeverAsks(string tool, string percent, PolicyVerdict expected)
    {
        foreach (var role in Enum.GetValues<Role>())
            PolicyRules.Decide(role, "growth", tool, None.Add("percent", percent)).Verdict.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Role.Customer, "test", PolicyVerdict.Run)]
    [InlineData(Role.Customer, "live", PolicyVerdict.Refused)]
    [InlineData(Role.Agent, "live", PolicyVerdict.Refused)]
    [InlineData(Role.Approver, "live", PolicyVerdict.Run)]
    [InlineData(Role.Admin, "live", PolicyVerdict.Run)]
    public void Decide_KeyByAPerson_DependsOnTheRole(Role role, string environment, PolicyVerdict expected) =>
        PolicyRules.Decide(role, null, Tools.GenerateApiKeys, None.Add("environment", environment)).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Admin)]
    [InlineData(Role.System)]
    public void Decide_LiveKeyByAnAgent_IsRefusedWhoeverItSpeaksFor(Role role) =>
        PolicyRules.Decide(role, "onboarding", Tools.GenerateApiKeys, None.Add("environment", "live")).Verdict.ShouldBe(PolicyVerdict.Refused);

    [Fact]
    public void Arguments_UnknownMissingOrWrong_NameTheField()
    {
        Fault(Proposals.Of(Tools.CreateTrialSubscription, "o", ("customer_id", "other"))).Field.ShouldBe("arguments.customer_id");
        Fault(Proposals.Of(Tools.GenerateApiKeys, "o")).Field.ShouldBe("arguments.environment");
        Fault(Proposals.Of(Tools.GenerateApiKeys, "o", ("environment", "prod"))).Message.ShouldContain("test or live");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"))).Field.ShouldBe("arguments.description");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "two\nlines"), ("description", "d"))).Field.ShouldBe("arguments.summary");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"), ("description", "nul\0"))).Field.ShouldBe("arguments.description");
        ToolArguments.Check(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"), ("description", "two\nlines"))).Ok.ShouldBeTrue();
    }

    [Fact]
    public void Arguments_ManyForAToolWithoutOwnRules_AreBounded() =>
        ToolArguments.Check(Proposals.Of("refund", "o", ("amount", new string('9', 1001)))).Ok.ShouldBeFalse();

    [Fact]
    public void Hash_OfArguments_BindsToolNamesAndValues()
    {
        var hash = ArgumentsHash.Of("create_ticket", None.Add("a", "1").Add("b", "2"));

        hash.ShouldMatch("^[0-9a-f]{64}$");
        ArgumentsHash.Of("create_ticket", None.Add("b", "2").Add("a", "1")).ShouldBe(hash);
        ArgumentsHash.Of("create_ticket", None.Add("a", "1").Add("b", "3")).ShouldNotBe(hash);
        ArgumentsHash.Of("create_ticket", None.Add("a", "1,b:2")).ShouldNotBe(hash);
        ArgumentsHash.Of("comment_on_ticket", None.Add("a", "1").Add("b", "2")).ShouldNotBe(hash);
    }

    private static Refusal Fault(ActionProposal proposal) => ToolArguments.Check(proposal).Refusal!;
}
