namespace Aegis.Grains.Routing;

/// <summary>What the model sees of a message: its words, pairs of words and pieces of words, by hash.</summary>
public static class IntentFeatures
{
    public const int Buckets = 1 << 14;

    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>The buckets a message falls into, each once, with weights whose squares add up to one. None for a message without words.</summary>
    public static (int[] Buckets, float[] Weights) Of(string message)
    {
        var words = Words.Of(message);
        if (words.Length == 0)
            return ([], []);
        var counts = new Dictionary<int, int>(words.Length * 16);
        for (var i = 0; i < words.Length; i++)
        {
            Count(counts, 'w', words[i]);
            Count(counts, 'b', (i == 0 ? "^" : words[i - 1]) + " " + words[i]);
            CountPieces(counts, $"<{words[i]}>");
        }

        Count(counts, 'n', words.Length switch { 1 => "1", <= 3 => "3", <= 6 => "6", <= 12 => "12", _ => "+" });
        if (message.Contains('?'))
            Count(counts, 's', "?");
        // In order, so that sums come out the same everywhere.
        var buckets = counts.Keys.Order().ToArray();
        var weights = buckets.Select(b => 1 + MathF.Log(counts[b])).ToArray();
        var length = MathF.Sqrt(weights.Sum(w => w * w));
        return (buckets, [.. weights.Select(w => w / length)]);
    }

    private static void CountPieces(Dictionary<int, int> counts, string word)
    {
        for (var length = ShortestPiece; length <= LongestPiece; length++)
        {
            for (var at = 0; at + length <= word.Length; at++)
                Count(counts, 'c', word.AsSpan(at, length));
        }
    }

    private static void Count(Dictionary<int, int> counts, char kind, ReadOnlySpan<char> text)
    {
        // FNV-1a: the same in every run and on every machine.
        var hash = unchecked((2166136261u ^ kind) * 16777619u);
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        var bucket = (int)((hash ^ (hash >> 15)) % Buckets);
        counts[bucket] = counts.GetValueOrDefault(bucket) + 1;
    }
}
