using Aegis.Embedded;
using Aegis.Embedded.Reminders;
using Aegis.Storage.Database;

namespace Aegis.Simulation.Grid;

/// <summary>Reminders in the grid's database, as the silo keeps them.</summary>
internal sealed class DiskReminders(IGridDatabase database) : IReminderStore
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
        [.. (await database.ReadRemindersAsync(cancellationToken)).Select(row =>
            new ReminderEntry(GrainId.Create(row.GrainType, row.GrainKey), row.Name, row.StartAt, row.Period))];

    public Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken) => database.SaveReminderAsync(
        new(reminder.GrainId.Type, reminder.GrainId.Key, reminder.Name, reminder.StartAt, reminder.Period), cancellationToken);

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken) =>
        database.RemoveReminderAsync(grainId.Type, grainId.Key, name, cancellationToken);
}
