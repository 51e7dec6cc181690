namespace Aegis.Dashboard.Components.Controls;

/// <summary>One line of a comparison.</summary>
/// <param name="Mark">' ' for a line of both texts, '-' for one that went, '+' for one that came, '…' for what is left out between.</param>
public readonly record struct DiffLine(char Mark, string Text);

/// <summary>Compares texts line by line.</summary>
public static class LineDiff
{
    /// <summary>Lines that stay, shown before and after each change.</summary>
    private const int Context = 2;

    /// <summary>Beyond so many pairs of lines, all that is not the same at both ends counts as changed.</summary>
    private const long MostPairs = 4_000_000;

    /// <summary>What went and what came, each change with a few lines around it; empty when the texts are the same.</summary>
    public static ImmutableArray<DiffLine> Of(string before, string after)
    {
        string[] old = [.. before.ReplaceLineEndings("\n").Split('\n')], now = [.. after.ReplaceLineEndings("\n").Split('\n')];
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
            head++;
        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        var changed = Compare(old.AsSpan(head, old.Length - head - tail), now.AsSpan(head, now.Length - head - tail));
        return changed.Count == 0 ? [] : Shortened([.. Same(old[..head]), .. changed, .. Same(old[(old.Length - tail)..])]);
    }

    private static IEnumerable<DiffLine> Same(string[] lines) => lines.Select(line => new DiffLine(' ', line));

    private static List<DiffLine> Compare(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var lines = new List<DiffLine>();
        var longest = (long)old.Length * now.Length > MostPairs ? null : Longest(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (longest is not null && i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(new(' ', old[i++]));
                j++;
            }
            else if (i < old.Length && (j == now.Length || longest is null || longest[i + 1, j] >= longest[i, j + 1]))
                lines.Add(new('-', old[i++]));
            else
                lines.Add(new('+', now[j++]));
        }

        return lines;
    }

    /// <summary>How many lines the texts share from each pair of lines on.</summary>
    private static int[,] Longest(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var shared = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                shared[i, j] = old[i] == now[j] ? shared[i + 1, j + 1] + 1 : Math.Max(shared[i + 1, j], shared[i, j + 1]);
        return shared;
    }

    private static ImmutableArray<DiffLine> Shortened(DiffLine[] all)
    {
        var shown = ImmutableArray.CreateBuilder<DiffLine>();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[Math.Max(0, i - Context)..Math.Min(all.Length, i + Context + 1)].Any(line => line.Mark != ' '))
                shown.Add(all[i]);
            else if (shown.Count == 0 || shown[^1].Mark != '…')
                shown.Add(new('…', ""));
        }

        return shown.ToImmutable();
    }
}
