namespace Aegis.Embedded.Reminders;

/// <summary>When reminders tick.</summary>
internal static class ReminderSchedule
{
    /// <summary>The first tick at or after <paramref name="now"/>: ticks that fell into an outage are skipped.</summary>
    public static DateTimeOffset NextTick(ReminderEntry reminder, DateTimeOffset now)
    {
        if (now <= reminder.StartAt)
            return reminder.StartAt;
        var sinceTick = (now - reminder.StartAt).Ticks % reminder.Period.Ticks;
        return sinceTick == 0 ? now : now.AddTicks(reminder.Period.Ticks - sinceTick);
    }
}
