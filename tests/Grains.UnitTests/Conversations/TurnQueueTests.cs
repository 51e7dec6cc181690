using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class TurnQueueTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly ConversationState _state = new();

    private LeaseClock Leases => new(_time, new GridOptions { InstanceId = "this" });

    [Fact]
    public void BeginNext_TwoWait_BeginsTheOlderAlone()
    {
        Add("a");
        Add("b");

        _state.BeginNext(Leases, Lease);

        _state.Running!.TurnId.ShouldBe("a");
        _state.Find("b")!.Status.ShouldBe(TurnStatus.Queued);
    }

    [Fact]
    public void HandOver_RunningTurn_IsDueSoonAndTheAttemptDoesNotCount()
    {
        Add("a");
        _state.BeginNext(Leases, Lease);

        _state.HandOver(Leases.Grant(_state.Epoch, TimeSpan.FromSeconds(5)));

        _state.NextDueAt.ShouldBe(_time.GetUtcNow().AddSeconds(5));
        _state.IsRunning("a", 1).ShouldBeTrue("its worker may still end it");
        _time.Advance(TimeSpan.FromSeconds(5));
        _state.Reclaim(Leases).ShouldBeTrue();
        _state.BeginNext(Leases, Lease);
        _state.Find("a")!.Attempts.ShouldBe(1);
        _state.IsRunning("a", 1).ShouldBeFalse("the worker that was left behind is fenced out, Invariant 3");
    }

    [Fact]
    public void BeginNext_RunningTurn_IsDueWhenItsLeaseEnds()
    {
        Add("a");

        _state.BeginNext(Leases, Lease);

        _state.NextDueAt.ShouldBe(_time.GetUtcNow() + Lease);
    }

    [Fact]
    public void BeginNext_TakenOver_LeavesMessagesWaiting()
    {
        _state.TakenOver = true;
        Add("a");

        _state.BeginNext(Leases, Lease).ShouldBeEmpty();

        _state.Find("a")!.Status.ShouldBe(TurnStatus.Queued);
        _state.NextDueAt.ShouldBeNull();
    }

    [Fact]
    public void BeginNext_NothingForAnAgent_IsAnsweredInTheSameStep()
    {
        Add("a", new Route(Router.Orchestrator, Intents.HandOver, null, ""));
        Add("b");

        _state.BeginNext(Leases, Lease).Count.ShouldBe(2);

        _state.Find("a")!.Reply!.Text.ShouldContain("marked your message for our team");
        _state.Running!.TurnId.ShouldBe("b");
    }

    [Fact]
    public void Reclaim_LeaseOfThisProcessHolds_LeavesTheTurnAlone()
    {
        Add("a");
        _state.BeginNext(Leases, Lease);

        _state.Reclaim(Leases).ShouldBeFalse();
    }

    [Fact]
    public void Reclaim_LeaseExpired_BeginsTheTurnAgainUnderAHigherEpoch()
    {
        Add("a");
        _state.BeginNext(Leases, Lease);
        var epoch = _state.Running!.Lease.Epoch;
        _time.Advance(Lease);

        _state.Reclaim(Leases).ShouldBeTrue();
        _state.BeginNext(Leases, Lease);

        _state.Running!.Lease.Epoch.ShouldBeGreaterThan(epoch);
        _state.IsRunning("a", epoch).ShouldBeFalse();
    }

    [Fact]
    public void Reclaim_HolderWasAnEarlierRun_IsVoidAtOnce()
    {
        Add("a");
        _state.BeginNext(new LeaseClock(_time, new GridOptions { InstanceId = "earlier" }), Lease);

        _state.Reclaim(Leases).ShouldBeTrue();
    }

    [Fact]
    public void EndRunning_AttemptFailed_WaitsAndTriesAgain()
    {
        Add("a");
        _state.BeginNext(Leases, Lease);

        _state.EndRunning(null, lost: false, _time.GetUtcNow(), _ => TimeSpan.FromSeconds(5));

        _state.BeginNext(Leases, Lease).ShouldBeEmpty();
        _state.NextDueAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        _state.BeginNext(Leases, Lease).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public void EndRunning_AttemptsLostToOthers_DoNotCountUntilThereAreVeryMany()
    {
        Add("a");
        for (var i = 0; i < TurnQueue.MaxLost; i++)
        {
            _state.BeginNext(Leases, Lease);
            _state.EndRunning(null, lost: true, _time.GetUtcNow(), _ => TimeSpan.Zero);
        }

        _state.Find("a")!.Attempts.ShouldBe(0);
        _state.Find("a")!.Status.ShouldBe(TurnStatus.Queued);
        for (var i = 0; i < TurnQueue.MaxAttempts; i++)
        {
            _state.BeginNext(Leases, Lease);
            _state.EndRunning(null, lost: true, _time.GetUtcNow(), _ => TimeSpan.Zero);
        }

        _state.Find("a")!.Status.ShouldBe(TurnStatus.Failed);
    }

    [Fact]
    public void EndRunning_ThirdAttemptFailed_AnswersThatItCouldNotBeFinished()
    {
        Add("a");
        for (var i = 0; i < TurnQueue.MaxAttempts; i++)
        {
            _state.BeginNext(Leases, Lease);
            _state.EndRunning(null, lost: false, _time.GetUtcNow(), _ => TimeSpan.Zero);
        }

        var turn = _state.Find("a")!;
        turn.Status.ShouldBe(TurnStatus.Failed);
        turn.Reply!.Text.ShouldContain("could not finish");
        turn.Reply.Sections.Actions.ShouldBeEmpty();
    }

    [Fact]
    public void BeginNext_CutShortThreeTimes_AnswersThatItCouldNotBeFinished()
    {
        Add("a");
        for (var i = 0; i <= TurnQueue.MaxAttempts; i++)
        {
            _state.BeginNext(Leases, Lease);
            _time.Advance(Lease);
            _state.Reclaim(Leases);
        }

        _state.BeginNext(Leases, Lease);

        _state.Find("a")!.Status.ShouldBe(TurnStatus.Failed);
        _state.NextDueAt.ShouldBeNull();
    }

    [Fact]
    public void EndRunning_OwnTurnWithNothingToSay_LeavesNoTrace()
    {
        _state.Add(Turn("a") with { Message = null });
        _state.BeginNext(Leases, Lease);

        _state.EndRunning(new("a", "onboarding", "", new([], [], []), [], []), lost: false, _time.GetUtcNow(), _ => Lease);

        _state.Turns.ShouldBeEmpty();
    }

    [Fact]
    public void Add_BeyondTheLimit_ForgetsTheOldestThatEnded()
    {
        Add("waiting");
        for (var i = 0; i < TurnQueue.Kept; i++)
            _state.Add(Turn($"t{i}") with { Status = TurnStatus.Answered });

        _state.Turns.Count.ShouldBe(TurnQueue.Kept);
        _state.Find("waiting").ShouldNotBeNull();
        _state.Find("t0").ShouldBeNull();
    }

    [Fact]
    public void IsFull_TwentyWaitBehindTheRunningOne_IsTrue()
    {
        Add("running");
        _state.BeginNext(Leases, Lease);
        for (var i = 0; i < TurnQueue.WaitingLimit - 1; i++)
            Add($"t{i}");

        _state.IsFull().ShouldBeFalse();
        Add("last");
        _state.IsFull().ShouldBeTrue();
    }

    private void Add(string id, Route? route = null) => _state.Add(Turn(id, route));

    private StoredTurn Turn(string id, Route? route = null) =>
        new(id, "hello", "acme", Role.Customer, route ?? new(Router.OnboardingAgent, Intents.StartOnboarding, null, ""), _time.GetUtcNow());
}
