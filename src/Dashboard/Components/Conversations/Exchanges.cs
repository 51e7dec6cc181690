using Aegis.Conversations;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>A turn that has a reply of its own, and the turns that are answered with it.</summary>
public sealed record Exchange(Turn Turn, ImmutableArray<Turn> Pieces);

/// <summary>Arranges a conversation: messages that were sent in pieces stand above the one reply to them all.</summary>
public static class Exchanges
{
    public static ImmutableArray<Exchange> Of(ImmutableArray<Turn> turns)
    {
        var known = turns.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var pieces = turns.Where(t => t.AnsweredWith is { } id && known.Contains(id)).ToLookup(t => t.AnsweredWith!, StringComparer.Ordinal);
        return
        [
            .. turns.Where(t => t.AnsweredWith is not { } id || !known.Contains(id))
                .Select(t => new Exchange(t, [.. pieces[t.Id]])),
        ];
    }

    /// <summary>Whether a message was handed over to a person, and nobody has written since.</summary>
    public static bool WaitsForPerson(ImmutableArray<Turn> turns)
    {
        foreach (var turn in turns.Reverse())
        {
            if (turn.By is not null)
                return false;
            if (turn.Intent == "hand_over")
                return true;
        }

        return false;
    }

    /// <summary>The conversation as it stood at a moment: what came later is not there, and what was answered later has no answer.</summary>
    public static ImmutableArray<Turn> AsOf(ImmutableArray<Turn> turns, DateTimeOffset at) =>
    [
        .. turns.Where(t => t.At <= at).Select(t => t.AnsweredAt <= at
            ? t with { Rating = t.RatedAt <= at ? t.Rating : null }
            : t with { Reply = null, AnsweredAt = null, AnsweredWith = null, Rating = null, Status = TurnStatus.Queued }),
    ];
}
