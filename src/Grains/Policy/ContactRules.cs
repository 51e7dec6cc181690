using Aegis.Actions;

namespace Aegis.Grains.Policy;

/// <summary>When a customer is not written to: quiet hours in its time zone, and caps.</summary>
internal static class ContactRules
{
    /// <summary>The tools that write to a customer outside of its own conversation.</summary>
    public static bool IsContact(string tool) => tool is Tools.SendOnboardingEmail;

    /// <summary>Why a customer is not to be written to now, and until when; null when it may be.</summary>
    public static PolicyDecision? WaitUntil(PolicySet policy, PolicyQuestion question)
    {
        if (!IsContact(question.Tool))
            return null;
        var zone = Zone(question.TimeZone) ?? Zone(policy.TimeZone) ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(question.Now, zone);
        if (policy.QuietHours is { } quiet && quiet.Covers(TimeOnly.FromTimeSpan(local.TimeOfDay)))
            return Wait($"It is {local:HH:mm} where the customer is ({zone.Id}): nobody is written to from {quiet.From:HH:mm} to {quiet.To:HH:mm}.", NextAt(local, quiet.To, zone));
        if (question.ContactsToday >= policy.ContactsPerDay)
            return Wait($"The customer was written to {question.ContactsToday} times today, as often as it may be.", Tomorrow(question.Now));
        return question.ContactsThisWeek >= policy.ContactsPerWeek
            ? Wait($"The customer was written to {question.ContactsThisWeek} times in seven days, as often as it may be.", Tomorrow(question.Now))
            : null;
    }

    private static PolicyDecision Wait(string reason, DateTimeOffset until) => new(PolicyVerdict.Wait, reason) { Until = until };

    private static DateTimeOffset Tomorrow(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>A time that the clocks of the zone skip counts by the offset before.</summary>
    private static DateTimeOffset NextAt(DateTimeOffset local, TimeOnly to, TimeZoneInfo zone)
    {
        var day = TimeOnly.FromTimeSpan(local.TimeOfDay) < to ? local.Date : local.Date.AddDays(1);
        var at = day + to.ToTimeSpan();
        var next = new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
        return next > local ? next : local.ToUniversalTime().AddHours(1);
    }

    private static TimeZoneInfo? Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
