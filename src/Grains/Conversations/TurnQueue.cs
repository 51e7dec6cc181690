using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Conversations;

/// <summary>The rules of a conversation: one turn at a time, in the order they came, each tried a few times and then answered truthfully.</summary>
public static class TurnQueue
{
    /// <summary>Turns that may wait behind the running one.</summary>
    public const int WaitingLimit = 20;

    /// <summary>Turns kept; older ones are forgotten.</summary>
    public const int Kept = 200;

    /// <summary>Attempts at one turn before it is given up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Attempts that may be lost to others beside those. While the database is away none is counted, because none can be.</summary>
    public const int MaxLost = 20;

    /// <summary>How often a turn of Aegis' own is put off, in about half an hour, until it is answered as it stands.</summary>
    public const int MaxPutOff = 12;

    public static StoredTurn? Find(this ConversationState state, string turnId) => state.Turns.Find(t => t.Id == turnId);

    public static bool IsFull(this ConversationState state) =>
        state.Turns.Count(t => t.Status == TurnStatus.Queued) >= WaitingLimit;

    public static bool IsRunning(this ConversationState state, string turnId, long epoch) =>
        state.Running is { } running && running.TurnId == turnId && running.Lease.Epoch == epoch;

    public static void Add(this ConversationState state, StoredTurn turn)
    {
        state.Turns.Add(turn with { Ordinal = ++state.LastOrdinal });
        var excess = state.Turns.Count - Kept;
        for (var i = 0; excess > 0 && i < state.Turns.Count;)
        {
            if (!state.Turns[i].IsEnded)
            {
                i++;
                continue;
            }

            state.Forget(state.Turns[i]);
            state.Turns.RemoveAt(i);
            excess--;
        }
    }

    /// <summary>Puts the turn of a void lease back in front, to be begun again under a higher epoch.</summary>
    public static bool Reclaim(this ConversationState state, LeaseClock leases)
    {
        if (state.Running is not { } running || !leases.IsVoid(running.Lease))
            return false;
        state.Running = null;
        if (state.Find(running.TurnId) is { } turn)
            state.Replace(turn with { Status = TurnStatus.Queued });
        return true;
    }

    /// <summary>Leaves the running turn to whoever comes next, under a lease that ends soon; the attempt does not count.</summary>
    public static void HandOver(this ConversationState state, Lease lease)
    {
        var turn = state.Find(state.Running!.TurnId)!;
        state.Replace(turn with { Attempts = turn.Attempts - 1 });
        state.Running = state.Running with { Lease = lease };
    }

    /// <summary>Whether a turn waits that nothing holds back.</summary>
    public static bool MayBegin(this ConversationState state, DateTimeOffset now) =>
        state.Running is null && !state.TakenOver && !(state.RetryAt > now) && state.Turns.Exists(t => t.IsReady(now));

    /// <summary>Begins the next turn, if one may begin, and answers on the way what needs no agent. The turns that changed, as they now are.</summary>
    /// <param name="route">Reads a message that came in several pieces.</param>
    /// <param name="ponders">Whether a turn that needs no agent by the rules goes to a worker all the same, to be read again.</param>
    public static List<StoredTurn> BeginNext(this ConversationState state, LeaseClock leases, TimeSpan lease, Routing? route = null, Func<StoredTurn, bool>? ponders = null)
    {
        var changed = new List<StoredTurn>();
        while (state.MayBegin(leases.Now))
        {
            var waiting = state.Turns.Find(t => t.IsReady(leases.Now))!;
            var next = Begin(state.Join(waiting, route ?? Router.Route), leases.Now, ponders);
            state.RetryAt = null;
            state.Replace(next);
            changed.Add(next);
            changed.AddRange(state.Settle(next));
            if (!next.IsEnded)
                state.Running = new(next.Id, leases.Grant(++state.Epoch, lease));
        }

        return changed;
    }

    /// <summary>Ends the running turn with its reply; without one the attempt failed, and is repeated after a pause unless it was the last; one that was lost counts apart. A turn of Aegis' own whose work cannot be done now is put off, and holds up nobody. A turn of Aegis' own that has nothing to say leaves no trace.</summary>
    public static void EndRunning(this ConversationState state, Reply? reply, bool lost, DateTimeOffset now, Func<int, TimeSpan> pause)
    {
        var turn = state.Find(state.Running!.TurnId)!;
        state.Running = null;
        if (turn.Message is null && reply is { Text: "" })
            state.Turns.Remove(turn);
        else if (turn.Message is null && reply?.Again is { } least && turn.PutOff < MaxPutOff)
            state.Replace(PutOff(turn, now, least, pause));
        else if (reply is not null)
            state.End(Answered(turn, reply with { Again = null }, now));
        else if (lost && turn.Lost < MaxLost)
        {
            state.Replace(turn with { Status = TurnStatus.Queued, Attempts = turn.Attempts - 1, Lost = turn.Lost + 1 });
            state.RetryAt = now + pause(1);
        }
        else if (turn.Attempts >= MaxAttempts)
            state.End(GivenUp(turn, now));
        else
        {
            state.Replace(turn with { Status = TurnStatus.Queued });
            state.RetryAt = now + pause(turn.Attempts);
        }
    }

    private static StoredTurn Begin(StoredTurn turn, DateTimeOffset now, Func<StoredTurn, bool>? ponders) =>
        turn.Route is { Agent: Router.Orchestrator, Also: null } && ponders?.Invoke(turn) != true ? Answered(turn, OwnReplies.To(turn, now), now)
        : turn.Attempts >= MaxAttempts ? GivenUp(turn, now)
        : turn with { Status = TurnStatus.Running, Attempts = turn.Attempts + 1, BegunAt = turn.BegunAt ?? now, NotBefore = null };

    private static StoredTurn PutOff(StoredTurn turn, DateTimeOffset now, TimeSpan least, Func<int, TimeSpan> pause)
    {
        var times = turn.PutOff + 1;
        var wait = pause(times);
        return turn with { Status = TurnStatus.Queued, Attempts = turn.Attempts - 1, BegunAt = null, NotBefore = now + (wait > least ? wait : least), PutOff = times };
    }

    private static void End(this ConversationState state, StoredTurn ended)
    {
        state.Replace(ended);
        state.Settle(ended);
    }

    /// <summary>Ends the pieces of a turn that ended, with its reply, under their own ids. The pieces, as they now are.</summary>
    private static List<StoredTurn> Settle(this ConversationState state, StoredTurn turn)
    {
        var pieces = state.PiecesOf(turn);
        if (!turn.IsEnded)
            return pieces;
        pieces = pieces.ConvertAll(piece => piece with { Status = turn.Status, AnsweredAt = turn.AnsweredAt, Reply = turn.Reply! with { TurnId = piece.Id } });
        pieces.ForEach(state.Replace);
        return pieces;
    }

    /// <summary>Puts in what a person wrote, ended as it comes. While a person is at the wheel it answers the messages that wait; those, as they now are.</summary>
    public static List<StoredTurn> AddWritten(this ConversationState state, StoredTurn written)
    {
        state.Add(written);
        if (!state.TakenOver)
            return [];
        var answered = state.Turns.FindAll(t => t is { Status: TurnStatus.Queued, Message: not null })
            .ConvertAll(t => t with { Status = written.Status, AnsweredAt = written.AnsweredAt, AnsweredWith = written.Id, Reply = written.Reply! with { TurnId = t.Id } });
        answered.ForEach(state.End);
        // A pause before another attempt at a turn that is answered now is over.
        if (!state.Turns.Exists(t => t.Status == TurnStatus.Queued))
            state.RetryAt = null;
        return answered;
    }

    public static void Replace(this ConversationState state, StoredTurn turn) =>
        state.Turns[state.Turns.FindIndex(t => t.Id == turn.Id)] = turn;

    private static StoredTurn Answered(StoredTurn turn, Reply reply, DateTimeOffset now) =>
        turn with { Status = TurnStatus.Answered, AnsweredAt = now, Reply = reply };

    private static StoredTurn GivenUp(StoredTurn turn, DateTimeOffset now) =>
        turn with { Status = TurnStatus.Failed, AnsweredAt = now, Reply = OwnReplies.GivenUp(turn, now) };
}
