using Aegis.Embedded.Reminders;
using Aegis.Grains.Hosting;
using Aegis.Storage;
using Aegis.Storage.Database;

namespace Aegis.Silo.Hosts;

/// <summary>Hosts the grains in this process.</summary>
public static class EmbeddedHost
{
    public static IServiceCollection AddGridHost(this IServiceCollection services, StorageOptions storage, IConfiguration configuration) => services
        .AddSoleProcess(storage)
        .AddSingleton<IReminderStore, ReminderStore>()
        .AddEmbeddedHost(host =>
        {
            configuration.Bind("Host", host);
            host.AddGrains(typeof(AegisGrainsExtensions).Assembly);
        });

    /// <summary>Keeps reminders in the grid's database.</summary>
    private sealed class ReminderStore(IGridDatabase database) : IReminderStore
    {
        public async Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
            [.. (await database.ReadRemindersAsync(cancellationToken)).Select(row =>
                new ReminderEntry(GrainId.Create(row.GrainType, row.GrainKey), row.Name, row.StartAt, row.Period))];

        public Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken) => database.SaveReminderAsync(
            new ReminderRow(reminder.GrainId.Type, reminder.GrainId.Key, reminder.Name, reminder.StartAt, reminder.Period), cancellationToken);

        public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken) =>
            database.RemoveReminderAsync(grainId.Type, grainId.Key, name, cancellationToken);
    }
}
