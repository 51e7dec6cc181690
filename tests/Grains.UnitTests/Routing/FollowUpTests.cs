using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class FollowUpTests
{
    [Theory]
    [InlineData(Intents.Integrate, "in python?", Intents.Integrate)]
    [InlineData(Intents.Integrate, "and with curl", Intents.Integrate)]
    [InlineData(Intents.Integrate, "still not working", Intents.Diagnose)]
    [InlineData(Intents.Diagnose, "still nothing", Intents.Diagnose)]
    [InlineData(Intents.Diagnose, "nope, same", Intents.Diagnose)]
    [InlineData(Intents.Diagnose, "?", Intents.Diagnose)]
    [InlineData(Intents.AskDocs, "and for live keys?", Intents.AskDocs)]
    [InlineData(Intents.Upgrade, "yes please", Intents.Upgrade)]
    [InlineData(Intents.StartOnboarding, "ja bitte", Intents.StartOnboarding)]
    [InlineData(Intents.AskDocs, "why?", Intents.AskDocs)]
    [InlineData(Intents.HandOver, "?", Intents.HandOver)]
    public void Route_ShortMessage_IsReadByTheTurnBefore(string before, string message, string intent) =>
        Router.Route(message, new(Router.AgentOf(before), before, null)).Intent.ShouldBe(intent);

    [Theory]
    [InlineData(Intents.Upgrade, "thanks")]
    [InlineData(Intents.Upgrade, "no")]
    [InlineData(Intents.Cancel, "no, wait")]
    [InlineData(Intents.Unsure, "yes please")]
    [InlineData(Intents.HandOver, "yes please")]
    [InlineData(Intents.OutOfScope, "ok")]
    [InlineData(Intents.StartOnboarding, "?")]
    [InlineData(Intents.RotateKey, "ok")]
    [InlineData(Intents.RotateKey, "yes please")]
    public void Route_NothingToCarryOn_AsksBack(string before, string message) =>
        Router.Route(message, new(Router.AgentOf(before), before, null)).Intent.ShouldBe(Intents.Unsure);

    [Theory]
    [InlineData("refund me")]
    [InlineData("our key leaked")]
    public void Route_SafetyInAFollowUp_WinsOverTheTurnBefore(string message) =>
        Router.Route(message, new(Router.OnboardingAgent, Intents.Integrate, "python")).Intent.ShouldBe(Intents.HandOver);

    [Fact]
    public void Route_FollowUpThatNamesNoLanguage_KeepsTheOneBefore() =>
        Router.Route("yes please", new(Router.OnboardingAgent, Intents.Integrate, "csharp")).Language.ShouldBe("csharp");

    [Fact]
    public void Route_WholeWish_StandsByItself() =>
        Router.Route("How do webhooks work?", new(Router.OnboardingAgent, Intents.Diagnose, null)).Intent.ShouldBe(Intents.AskDocs);
}
