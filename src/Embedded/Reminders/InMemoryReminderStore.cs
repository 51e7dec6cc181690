using System.Collections.Concurrent;

namespace Aegis.Embedded.Reminders;

/// <summary>Keeps reminders as long as the process lives; for tests and where nothing must outlive it.</summary>
public sealed class InMemoryReminderStore : IReminderStore
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _entries = new();

    public Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReminderEntry>>(
            [.. _entries.Values.OrderBy(e => e.GrainId.ToString(), StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)]);

    public Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken)
    {
        _entries[(reminder.GrainId, reminder.Name)] = reminder;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken)
    {
        _entries.TryRemove((grainId, name), out _);
        return Task.CompletedTask;
    }
}
