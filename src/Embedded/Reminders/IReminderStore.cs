namespace Aegis.Embedded.Reminders;

/// <summary>Where reminders outlive the process.</summary>
public interface IReminderStore
{
    Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Inserts the reminder, or replaces the one of its grain and name.</summary>
    Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken);

    Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken);
}

/// <param name="StartAt">When the first tick was or is due.</param>
public sealed record ReminderEntry(GrainId GrainId, string Name, DateTimeOffset StartAt, TimeSpan Period);
