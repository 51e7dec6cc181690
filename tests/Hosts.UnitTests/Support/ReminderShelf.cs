using System.Collections.Concurrent;

namespace Aegis.Hosts;

/// <summary>Where a test keeps reminders, beyond the life of a host.</summary>
internal interface IReminderShelf
{
    Task<IReadOnlyList<ShelvedReminder>> ReadAsync();

    Task SaveAsync(ShelvedReminder reminder);

    Task RemoveAsync(string grainType, string grainKey, string name);
}

internal sealed record ShelvedReminder(string GrainType, string GrainKey, string Name, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Keeps reminders in memory.</summary>
internal sealed class MemoryShelf : IReminderShelf
{
    private readonly ConcurrentDictionary<(string, string, string), ShelvedReminder> _reminders = new();

    public Task<IReadOnlyList<ShelvedReminder>> ReadAsync() => Task.FromResult<IReadOnlyList<ShelvedReminder>>([.. _reminders.Values]);

    public Task SaveAsync(ShelvedReminder reminder)
    {
        _reminders[(reminder.GrainType, reminder.GrainKey, reminder.Name)] = reminder;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string grainType, string grainKey, string name)
    {
        _reminders.TryRemove((grainType, grainKey, name), out _);
        return Task.CompletedTask;
    }
}
