namespace Aegis.Grains.Identity;

/// <summary>How long a name is locked after wrong passwords: not at all for the first few, then twice as long with each more.</summary>
public static class LockRules
{
    /// <summary>Wrong passwords that cost nothing: people mistype.</summary>
    public const int Free = 3;

    public static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long after the last of so many attempts the next may come.</summary>
    public static TimeSpan After(int failures) => failures < Free
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - Free, 20)));
}
