using Aegis.Embedded.Reminders;

namespace Aegis.Embedded;

/// <summary>A grain that reminders call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick of a reminder that was not skipped.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}

/// <summary>When a reminder was first due, its period, and when this tick was due; UTC.</summary>
public readonly record struct TickStatus(DateTime FirstTickTime, TimeSpan Period, DateTime CurrentTickTime);

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}

/// <summary>Reminders of a grain: persisted, so they tick after a restart too. Ticks that fall into an outage are skipped.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers the reminder, or moves the one of this name. <paramref name="period"/> is a minute or more.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (grain is not IRemindable)
            throw new InvalidOperationException($"{grain.GetType().Name} must implement IRemindable to use reminders.");
        return ServiceOf(grain).RegisterOrUpdateAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        ServiceOf(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder.ReminderName);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        ServiceOf(grain).GetAsync(grain.GrainContext.GrainId, reminderName);

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) =>
        ServiceOf(grain).ListAsync(grain.GrainContext.GrainId);

    private static ReminderService ServiceOf(Grain grain) => grain.Activation.Host.Reminders;
}
