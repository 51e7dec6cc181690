using Aegis.Embedded.Reminders;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>Keeps reminders where the program keeps them.</summary>
internal sealed class DatabaseReminders(IGridDatabase database) : IReminderStore
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
        [.. (await database.ReadRemindersAsync(cancellationToken)).Select(r => new ReminderEntry(GrainId.Create(r.GrainType, r.GrainKey), r.Name, r.StartAt, r.Period))];

    public Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken) => database.SaveReminderAsync(
        new(reminder.GrainId.Type, reminder.GrainId.Key, reminder.Name, reminder.StartAt, reminder.Period), cancellationToken);

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken) =>
        database.RemoveReminderAsync(grainId.Type, grainId.Key, name, cancellationToken);
}
