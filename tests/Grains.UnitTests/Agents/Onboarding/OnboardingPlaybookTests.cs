using Aegis.Actions;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Customers;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Agents.Onboarding;

public sealed class OnboardingPlaybookTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_NothingKnown_ReadsTheProfile() =>
        OnboardingPlaybook.Next(Facts.Of(Work(Intents.StartOnboarding))).ShouldBeOfType<Move.ReadProfile>();

    [Theory]
    [InlineData(Intents.StartOnboarding)]
    [InlineData(Intents.Integrate)]
    [InlineData(Intents.GetKey)]
    public void Next_NewCustomerWithoutKeys_StartsTheWorkflow(string intent) =>
        OnboardingPlaybook.Next(Known(intent)).ShouldBeOfType<Move.StartWorkflow>();

    [Fact]
    public void Next_StatusAsked_OnlyAnswers() => OnboardingPlaybook.Next(Known(Intents.Status)).ShouldBeOfType<Move.Answer>();

    [Theory]
    [InlineData(Tier.Starter)]
    [InlineData(Tier.Pro)]
    [InlineData(Tier.Enterprise)]
    public void Next_PayingCustomer_IsNeverGivenATrial(Tier tier) =>
        OnboardingPlaybook.Next(Known(Intents.StartOnboarding, tier)).ShouldBeOfType<Move.Answer>();

    [Fact]
    public void Next_IntegrateWithKeys_CreatesNothing() =>
        OnboardingPlaybook.Next(Known(Intents.Integrate) with { Keys = [Key()] }).ShouldBeOfType<Move.Answer>();

    [Fact]
    public void Next_RunningWorkflow_TakesItsStepsInOrderAndNoOther()
    {
        var facts = Known(Intents.StartOnboarding) with { Workflow = Workflow(0) };
        var tools = new List<string>();

        while (OnboardingPlaybook.Next(facts) is Move.Act act)
        {
            tools.Add(act.Tool);
            facts = facts with { Workflow = Workflow(act.WorkflowStep!.Value + 1) };
        }

        tools.ShouldBe([Tools.CreateTrialSubscription, Tools.GenerateApiKeys, Tools.ProvisionTestEnvironment, Tools.SendOnboardingEmail]);
    }

    [Fact]
    public void Next_WorkflowSteps_AreOneOperationHoweverOftenAsked_Invariant3()
    {
        var first = OnboardingPlaybook.Next(Known(Intents.StartOnboarding) with { Workflow = Workflow(0) }).ShouldBeOfType<Move.Act>();
        var again = OnboardingPlaybook.Next(Known(Intents.Integrate) with { Workflow = Workflow(0) }).ShouldBeOfType<Move.Act>();

        again.OperationId.ShouldBe(first.OperationId);
    }

    [Fact]
    public void Next_Halted_Answers() =>
        OnboardingPlaybook.Next(Known(Intents.StartOnboarding) with { Workflow = Workflow(1), Halt = new(HaltKind.Stopped, "") }).ShouldBeOfType<Move.Answer>();

    [Fact]
    public void Next_KeyAskedAndAllRevoked_ProposesATestKeyOnce()
    {
        var facts = Known(Intents.GetKey, Tier.Trial) with { Keys = [Key() with { Status = KeyStatus.Revoked }] };

        var act = OnboardingPlaybook.Next(facts).ShouldBeOfType<Move.Act>();

        act.Tool.ShouldBe(Tools.GenerateApiKeys);
        act.Arguments["environment"].ShouldBe("test");
        OnboardingPlaybook.Next(facts with { Taken = [Taken(act.Tool, ActionStatus.Failed)] }).ShouldBeOfType<Move.Answer>();
    }

    internal static TurnWork Work(string intent, string? language = null, string? message = "text") =>
        new("default/acme", "turn_1", 1, new Actor("acme", Role.Customer, "default", ""), message, new(Router.OnboardingAgent, intent, language, ""), null);

    internal static Facts Known(string intent, Tier tier = Tier.None) => Facts.Of(Work(intent)) with { Profile = Profile(tier) };

    internal static Customer Profile(Tier tier = Tier.None) =>
        new("acme", "Acme", "a@acme.test", tier, Stage.New, ["PostgreSQL"], 0, 0, UsageTrend.Stable, null, new(HealthStatus.New, 50, []), 1);

    internal static ApiKey Key() => new("key_1", KeyEnvironment.Test, "sk_test_AbCd", KeyStatus.Active, Now, null, null);

    internal static Workflow Workflow(int next, WorkflowStatus status = WorkflowStatus.Running) => new(
        "wf_1", "onboarding", [Tools.CreateTrialSubscription, Tools.GenerateApiKeys, Tools.ProvisionTestEnvironment, Tools.SendOnboardingEmail],
        next, status, 0, null, "turn_1");

    internal static ActionRecord Taken(string tool, ActionStatus status, string evidence = "evidence") =>
        new($"act_{tool}", "acme", tool, status, evidence, ImmutableSortedDictionary<string, string>.Empty, Now, Now);
}
