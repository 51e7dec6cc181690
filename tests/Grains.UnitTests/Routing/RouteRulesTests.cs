using Aegis.Agents;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class RouteRulesTests
{
    private static readonly Route Leaving = new(
        Router.GrowthAgent, Intents.Cancel, null, "", [new(Router.ResolutionAgent, Intents.AskDocs), new(Router.FeedbackAgent, Intents.Feedback)]);

    [Fact]
    public void For_AllHandled_IsItself() => Leaving.For(_ => true).ShouldBeSameAs(Leaving);

    [Fact]
    public void For_FirstHandledByNobody_IsTheNextWish()
    {
        var route = Leaving.For(intent => intent == Intents.AskDocs);

        (route.Agent, route.Intent, route.Also).ShouldBe((Router.ResolutionAgent, Intents.AskDocs, null));
    }

    [Fact]
    public void For_NothingHandled_AsksBack() => Leaving.For(_ => false).Intent.ShouldBe(Intents.Unsure);

    [Fact]
    public void For_HandOver_NeedsNobody() =>
        Router.Route("I was charged twice").For(_ => false).Intent.ShouldBe(Intents.HandOver);

    [Fact]
    public void For_RotationBesideWhatShowsAKey_GoesFirst()
    {
        var route = new Route(Router.OnboardingAgent, Intents.Diagnose, null, "", [new(Router.ResolutionAgent, Intents.AskDocs), new(Router.OnboardingAgent, Intents.RotateKey)]).For(_ => true);

        route.Also!.Value.Select(a => a.Intent).Prepend(route.Intent).ShouldBe([Intents.RotateKey, Intents.Diagnose, Intents.AskDocs]);
    }
}
