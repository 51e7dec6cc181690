using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Keys;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Conversations;

/// <summary>How a turn's message is read and routed.</summary>
/// <param name="before">What the turn before it was about, or null.</param>
public delegate Route Routing(string message, RouteContext? before);

/// <summary>Messages sent in pieces: "hi", "my calls fail", "with 401" are one wish, answered by one turn.</summary>
public static class Bursts
{
    /// <summary>Earlier messages that one may carry on from.</summary>
    private const int MostBefore = 4;

    /// <summary>What the last message before a turn was about; before a turn that is not there yet, the last of all.</summary>
    public static RouteContext? Before(this ConversationState state, StoredTurn? turn = null)
    {
        var end = turn is null ? state.Turns.Count : state.Turns.IndexOf(turn);
        return state.Turns.Take(end).LastOrDefault(t => t is { Message: not null, AnsweredWith: null }) is { } last ? RouteContext.Of(last.Route) : null;
    }

    /// <summary>The turns that run and are answered with a turn.</summary>
    public static List<StoredTurn> PiecesOf(this ConversationState state, StoredTurn turn) => state.Turns.FindAll(t => t.AnsweredWith == turn.Id);

    /// <summary>A turn's message with its pieces, one a line.</summary>
    public static string? MessageOf(this ConversationState state, StoredTurn turn) =>
        turn.Message is null ? null : string.Join('\n', state.PiecesOf(turn).Select(p => p.Message).Prepend(turn.Message));

    /// <summary>What was said before a turn that carries on, from the message that stood by itself, one a line; null for a turn that stands by itself.</summary>
    public static string? SaidBefore(this ConversationState state, StoredTurn turn)
    {
        if (!turn.Route.Follows)
            return null;
        var said = new List<string>();
        var earlier = state.Turns.Take(state.Turns.IndexOf(turn)).Reverse().Where(t => t is { Message: not null, AnsweredWith: null });
        foreach (var before in earlier.Take(MostBefore))
        {
            said.Insert(0, state.MessageOf(before)!);
            if (!before.Route.Follows)
                break;
        }

        return said.Count == 0 ? null : string.Join('\n', said);
    }

    /// <summary>The keys that were masked in a turn's message and its pieces; null for none.</summary>
    public static ImmutableArray<PastedKey>? PastedKeysOf(this ConversationState state, StoredTurn turn) =>
        state.PiecesOf(turn).Prepend(turn).SelectMany(piece => piece.PastedKeys ?? []).DistinctBy(key => key.Hash).Take(SecretMask.MaxRemembered).ToImmutableArray() is { IsEmpty: false } keys
            ? keys
            : null;

    /// <summary>Joins to a turn that is about to begin the waiting messages that belong to it, and routes it by them all. A turn that was begun before stays as it was, so that it is the same turn however often it is begun.</summary>
    public static StoredTurn Join(this ConversationState state, StoredTurn turn, Routing route)
    {
        if (turn.Message is null || turn.Attempts > 0 || state.PiecesOf(turn).Count > 0)
            return turn;
        var pieces = Following(state, turn);
        if (pieces.Count == 0)
            return turn;
        foreach (var piece in pieces)
            state.Replace(piece with { Status = TurnStatus.Running, AnsweredWith = turn.Id });
        return turn with { Route = route(state.MessageOf(turn)!, state.Before(turn)) };
    }

    /// <summary>The messages of the same sender right behind a turn, as long as all before or the next itself is but a piece.</summary>
    private static List<StoredTurn> Following(ConversationState state, StoredTurn turn)
    {
        var pieces = new List<StoredTurn>();
        var whole = !IsPiece(turn);
        foreach (var next in state.Turns.SkipWhile(t => t != turn).Skip(1).Where(t => !t.IsEnded))
        {
            if (next.Message is null || next.ActorId != turn.ActorId || next.ActorRole != turn.ActorRole || (whole && !IsPiece(next)))
                break;
            whole |= !IsPiece(next);
            pieces.Add(next);
        }

        return pieces;
    }

    private static bool IsPiece(StoredTurn turn) => turn.Route.Intent == Intents.Unsure || FollowUps.IsContinuation(turn.Message!);
}
