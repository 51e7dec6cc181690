using Aegis.Grains.Activity;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Interventions;

/// <summary>When failing calls are an episode.
/// <list type="bullet">
/// <item>Opens: more than 10 % of 10 calls or more failed in the window. After an earlier episode ended within the window, only the calls since count,
/// and it takes more: over 15 % of at least 10 calls and a tenth of the window's, so that one problem at its edge is not many.</item>
/// <item>Ends: at most 10 % of these same calls failed; or, which is seen sooner, at most 5 % of the newest ones: of at least 10 and a fifth of the window's.</item>
/// <item>Found again while it is open: over 15 % for the first time; a quarter more failed calls, and 5 at least; as many with another reason in front.</item>
/// </list></summary>
public static class ErrorRules
{
    public const int MaxFindings = 10;

    private const int Least = HealthRules.ErrorMinimum;
    private const int NewErrors = 5;

    /// <summary>The window's calls, or those of them since the last episode ended.</summary>
    public static CallCount Judged(in UsageFigures usage, StoredEpisode? last) =>
        last is null || !IsWithin(usage.Active, last.ClosedAt)
            ? new(usage.Active.Calls, usage.Active.Errors)
            : new(Math.Min(usage.Active.Calls, usage.TotalCalls - last.MarkCalls), Math.Min(usage.Active.Errors, usage.Failures - last.MarkErrors));

    public static bool Opens(in UsageFigures usage, StoredEpisode? last)
    {
        var judged = Judged(usage, last);
        return last is not null && IsWithin(usage.Active, last.ClosedAt)
            ? judged.Calls >= Math.Max(Least, usage.Active.Calls / 10) && judged.IsOver15Percent
            : judged.Calls >= Least && judged.IsOver10Percent;
    }

    public static bool Ends(in UsageFigures usage, StoredEpisode episode, StoredEpisode? last) =>
        !Judged(usage, last).IsOver10Percent || (IsMarkReached(usage, episode) && SinceMark(usage, episode).IsAtMost5Percent);

    /// <summary>Whether enough calls came since the mark to judge them; when they were no recovery, the mark moves up.</summary>
    public static bool IsMarkReached(in UsageFigures usage, StoredEpisode episode) =>
        SinceMark(usage, episode).Calls >= Math.Max(Least, usage.Active.Calls / 5);

    /// <summary>Whether the episode got so much worse that it is to be looked into again.</summary>
    /// <param name="cause">The reason most failed calls give now; asked only when it may matter.</param>
    public static bool IsWorse(in UsageFigures usage, StoredEpisode episode, StoredEpisode? last, Func<string?> cause)
    {
        if (episode.Priority < Aegis.Interventions.InterventionPriority.High && Judged(usage, last).IsOver15Percent)
            return true;
        var more = usage.Failures - episode.StartErrors - episode.SeenErrors;
        return episode.Finding < MaxFindings && more >= NewErrors && (more * 4 >= episode.SeenErrors || cause() != episode.Cause);
    }

    private static CallCount SinceMark(in UsageFigures usage, StoredEpisode episode) =>
        new(usage.TotalCalls - episode.MarkCalls, usage.Failures - episode.MarkErrors);

    private static bool IsWithin(in ActiveWindow window, DateTimeOffset? at) => at > window.Until.AddHours(-UsageWindows.HoursBack);
}

/// <summary>Calls, and those of them that failed. Compared in integers, so that exactly a share is not over it.</summary>
public readonly record struct CallCount(long Calls, long Errors)
{
    public bool IsOver10Percent => Errors * 10 > Calls;

    public bool IsOver15Percent => Errors * 20 > Calls * 3;

    public bool IsAtMost5Percent => Errors * 20 <= Calls;
}
