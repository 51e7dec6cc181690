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
}
