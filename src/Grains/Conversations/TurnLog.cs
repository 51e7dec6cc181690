using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Storage.States;

namespace Aegis.Grains.Conversations;

/// <summary>Keeps the list of customers' turns, in the conversation's own commit: which wait for a person, and which ended without one.</summary>
internal static class TurnLog
{
    /// <summary>Lists the turns whose row is another than it was at the last commit.</summary>
    public static void Record(GrainKey customer, ConversationState state, ImmutableArray<StoredTurn> before, bool takenOverBefore, DateTimeOffset? attendedBefore)
    {
        foreach (var turn in state.Turns)
        {
            if (!IsCounted(turn))
                continue;
            var row = Row(customer, turn, state.TakenOver, state.AttendedAt);
            if (before.FirstOrDefault(t => t.Id == turn.Id) is not { } old || !IsCounted(old) || Row(customer, old, takenOverBefore, attendedBefore) != row)
                state.Journal.List(row);
        }
    }

    public static TurnRow Row(GrainKey customer, StoredTurn turn, bool takenOver, DateTimeOffset? attendedAt)
    {
        var isHandedOver = turn.IsEnded && turn.Route.Intent == Intents.HandOver;
        var waits = (isHandedOver || (takenOver && turn.Status == TurnStatus.Queued)) && !(attendedAt > turn.At);
        return new(
            customer.Workspace, customer.CustomerId, turn.Id, turn.Route.Intent, SnakeCase.Of(turn.Status), turn.At, turn.IsEnded ? turn.AnsweredAt ?? turn.At : null,
            waits ? turn.At : null, isHandedOver || IsByPerson(turn) || turn.Status == TurnStatus.Failed);
    }

    /// <summary>Aegis' own turns are counted by what they are about; a piece of a message is counted with the message.</summary>
    private static bool IsCounted(StoredTurn turn) => turn.ActorRole != Role.System && turn.Route.Intent != Intents.Person && (turn.AnsweredWith is null || IsByPerson(turn));

    private static bool IsByPerson(StoredTurn turn) => turn.Reply?.Agent == Intents.Person;
}
