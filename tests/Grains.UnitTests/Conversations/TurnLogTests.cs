using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Conversations;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class TurnLogTests
{
    private static readonly GrainKey Customer = new("default", "acme");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Turn_HandedOver_WaitsForAPersonUntilOneAttends()
    {
        var turn = Turn("a", Intents.HandOver, TurnStatus.Answered);

        TurnLog.Row(Customer, turn, false, null).ShouldSatisfyAllConditions(r => r.WaitsSince.ShouldBe(At), r => r.WithPerson.ShouldBeTrue());
        TurnLog.Row(Customer, turn, false, At.AddMinutes(1)).WaitsSince.ShouldBeNull();
    }

    [Fact]
    public void Turn_QueuedWhileTakenOver_Waits()
    {
        var turn = Turn("a", Intents.Status, TurnStatus.Queued);

        TurnLog.Row(Customer, turn, true, At.AddMinutes(-1)).WaitsSince.ShouldBe(At);
        TurnLog.Row(Customer, turn, false, At.AddMinutes(-1)).WaitsSince.ShouldBeNull();
    }

    [Fact]
    public void Record_NothingChanged_ListsNothing()
    {
        var state = new ConversationState { Turns = [Turn("a", Intents.Status, TurnStatus.Answered)] };

        TurnLog.Record(Customer, state, [.. state.Turns], false, null);

        state.Journal.Turns.ShouldBeEmpty();
    }

    [Fact]
    public void Record_AttendedSince_ListsWhatNoLongerWaits()
    {
        var state = new ConversationState { Turns = [Turn("a", Intents.HandOver, TurnStatus.Answered), Turn("b", Intents.Status, TurnStatus.Answered)], AttendedAt = At.AddMinutes(1) };

        TurnLog.Record(Customer, state, [.. state.Turns], false, null);

        state.Journal.Turns.Select(t => (t.TurnId, t.WaitsSince)).ShouldBe([("a", null)]);
    }

    [Fact]
    public void Record_TurnOfAegisOwn_IsNotCounted()
    {
        var state = new ConversationState { Turns = [Turn("a", Intents.ResumeWorkflow, TurnStatus.Answered) with { ActorRole = Role.System }] };

        TurnLog.Record(Customer, state, [], false, null);

        state.Journal.Turns.ShouldBeEmpty();
    }

    private static StoredTurn Turn(string id, string intent, TurnStatus status) =>
        new(id, "hello", "acme", Role.Customer, new Route("orchestrator", intent, null, ""), At, status, AnsweredAt: status == TurnStatus.Answered ? At.AddSeconds(1) : null);
}
