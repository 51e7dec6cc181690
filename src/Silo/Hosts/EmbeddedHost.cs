using Aegis.Embedded.Reminders;
using Aegis.Grains.Hosting;
using Aegis.Silo.Settings;
using Aegis.Storage;
using Aegis.Storage.Database;

namespace Aegis.Silo.Hosts;

/// <summary>Hosts the grains in this process.</summary>
public static class EmbeddedHost
{
    /// <exception cref="SettingException">This host cannot do what the options ask.</exception>
    public static AegisOptions CheckHost(this AegisOptions options) => options.Roles.HasFlag(Roles.Silo)
        ? options
        : throw new SettingException("--roles (AEGIS_ROLES)", options.Roles.ToString().ToLowerInvariant(), "this build hosts the grid in one process, so add silo.");

    public static GridOptions ForHost(this GridOptions grid)
    {
        grid.SingleProcess = true;
        return grid;
    }

    public static IServiceCollection AddGridHost(this IServiceCollection services, AegisOptions options, StorageOptions storage, IConfiguration configuration) => services
        .AddSoleProcess(storage)
        .AddSingleton<IReminderStore, ReminderStore>()
        .AddEmbeddedHost(host =>
        {
            configuration.Bind("Host", host);
            host.AddGrains(typeof(AegisGrainsExtensions).Assembly);
        });

    public static WebApplication UseGridHost(this WebApplication app) => app;

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
