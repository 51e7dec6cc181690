using Aegis.Hosts;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>Keeps reminders where the program keeps them.</summary>
internal sealed class DatabaseShelf(IGridDatabase database) : IReminderShelf
{
    public async Task<IReadOnlyList<ShelvedReminder>> ReadAsync() =>
        [.. (await database.ReadRemindersAsync(CancellationToken.None)).Select(r => new ShelvedReminder(r.GrainType, r.GrainKey, r.Name, r.StartAt, r.Period))];

    public Task SaveAsync(ShelvedReminder reminder) => database.SaveReminderAsync(
        new(reminder.GrainType, reminder.GrainKey, reminder.Name, reminder.StartAt, reminder.Period), CancellationToken.None);

    public Task RemoveAsync(string grainType, string grainKey, string name) => database.RemoveReminderAsync(grainType, grainKey, name, CancellationToken.None);
}
