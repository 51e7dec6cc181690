using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class BurstTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly ConversationState _state = new();

    private LeaseClock Leases => new(_time, new GridOptions { InstanceId = "this" });

    [Fact]
    public void BeginNext_MessageInPieces_IsOneTurnRoutedByThemAll()
    {
        Say("hi", "my calls fail", "with 401");

        Begin();

        _state.Running!.TurnId.ShouldBe("1");
        _state.Find("1")!.Route.Intent.ShouldBe(Intents.Diagnose);
        _state.MessageOf(_state.Find("1")!).ShouldBe("hi\nmy calls fail\nwith 401");
        _state.Turns.Select(t => t.AnsweredWith).ShouldBe([null, "1", "1"]);
    }

    [Fact]
    public void BeginNext_TwoWholeWishes_AreTwoTurns()
    {
        Say("what is my status?", "my calls fail with 401");

        Begin();

        _state.Find("2")!.Status.ShouldBe(TurnStatus.Queued);
    }

    [Fact]
    public void BeginNext_PieceBehindAWholeWish_BelongsToIt()
    {
        Say("my calls fail", "with 401", "how do webhooks work?");

        Begin();

        _state.Find("2")!.AnsweredWith.ShouldBe("1");
        _state.Find("3")!.Status.ShouldBe(TurnStatus.Queued);
    }

    [Fact]
    public void BeginNext_PieceOfAnotherSender_IsATurnOfItsOwn_Invariant4()
    {
        Say("my calls fail");
        _state.Add(Turn("2", "with 401") with { ActorId = "alice", ActorRole = Role.Admin });

        Begin();

        _state.Find("2")!.AnsweredWith.ShouldBeNull();
    }

    [Fact]
    public void BeginNext_TurnOfAegisOwnBetween_EndsTheBurst()
    {
        Say("hi");
        _state.Add(Turn("own", null));
        Say("with 401");

        Begin();

        _state.Find("2")!.AnsweredWith.ShouldBeNull();
    }

    [Fact]
    public void EndRunning_Answered_AnswersEveryPieceOnceUnderItsOwnId()
    {
        Say("hi", "my calls fail", "with 401");
        Begin();

        _state.EndRunning(Reply("found it"), lost: false, _time.GetUtcNow(), _ => Lease);

        _state.Turns.ShouldAllBe(t => t.Status == TurnStatus.Answered && t.Reply!.Text == "found it" && t.Reply.TurnId == t.Id);
        Begin();
        _state.Running.ShouldBeNull();
        _state.NextDueAt.ShouldBeNull();
    }

    [Fact]
    public void Reclaim_CrashWhileRunning_KeepsThePiecesAndTakesNoMore()
    {
        Say("hi", "my calls fail");
        Begin();
        Say("with 401");
        _time.Advance(Lease);

        _state.Reclaim(Leases).ShouldBeTrue();
        Begin();

        _state.Running!.TurnId.ShouldBe("1");
        _state.MessageOf(_state.Find("1")!).ShouldBe("hi\nmy calls fail");
        _state.Find("3")!.Status.ShouldBe(TurnStatus.Queued);
    }

    [Fact]
    public void EndRunning_GivenUp_EndsEveryPiece()
    {
        Say("hi", "my calls fail");
        for (var i = 0; i < TurnQueue.MaxAttempts; i++)
        {
            Begin();
            _state.EndRunning(null, lost: false, _time.GetUtcNow(), _ => TimeSpan.Zero);
        }

        _state.Turns.ShouldAllBe(t => t.Status == TurnStatus.Failed && t.Reply != null);
    }

    [Fact]
    public void BeginNext_PiecesThatSayNothing_AreAskedBackTogether()
    {
        Say("hi", "anybody there");

        Begin();

        _state.Turns.ShouldAllBe(t => t.Status == TurnStatus.Answered);
        _state.Find("2")!.AnsweredWith.ShouldBe("1");
    }

    [Fact]
    public void Before_LastMessage_IsWhatTheNextMayCarryOn()
    {
        Say("show me code for C#");

        Router.Route("and in python?", _state.Before()).ShouldSatisfyAllConditions(r => r.Intent.ShouldBe(Intents.Integrate), r => r.Language.ShouldBe("python"));
    }

    private void Begin() => _state.BeginNext(Leases, Lease);

    private void Say(params string[] messages)
    {
        foreach (var message in messages)
            _state.Add(Turn($"{_state.Turns.Count(t => t.Message is not null) + 1}", message));
    }

    private StoredTurn Turn(string id, string? message) =>
        new(id, message, "acme", Role.Customer, message is null ? new(Router.OnboardingAgent, Intents.ResumeWorkflow, null, "") : Router.Route(message), _time.GetUtcNow());

    private static Reply Reply(string text) => new("1", Router.OnboardingAgent, text, new([], [], []), [], []);
}
