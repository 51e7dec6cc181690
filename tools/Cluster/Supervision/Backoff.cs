namespace Aegis.Cluster.Supervision;

/// <summary>How long a process that ended is left alone.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="inARow">Ends in a row, this one included.</param>
    public static TimeSpan After(int inARow) =>
        inARow > 5 ? Longest : TimeSpan.FromMilliseconds(500 * Math.Pow(2, Math.Max(0, inARow - 1)));
}
