using System.Globalization;
using Aegis.Grains.Hosting;
using Aegis.Monitoring;
using Aegis.Storage.Database;

namespace Aegis.Grains.Monitoring;

/// <summary>Sweeps one shard, woken by its one reminder.</summary>
[GrainType(TypeName)]
public sealed class MonitorGrain(DueWaker waker, GridOptions options, TimeProvider time) : Grain, IMonitorGrain, IRemindable
{
    public const string TypeName = "monitor";
    public const string ReminderName = "sweep";

    private int Shard => (int)this.GetPrimaryKeyLong();

    public async Task StartAsync()
    {
        if (await this.GetReminder(ReminderName) is not null)
            return;
        // Spread over the period, so that the shards do not all sweep at once.
        var first = options.SweepPeriod * ((Shard + 1.0) / Shards.Count);
        await this.RegisterOrUpdateReminder(ReminderName, first, options.SweepPeriod);
    }

    public Task<SweepReport> SweepAsync() => waker.SweepAsync(Shard, time.GetUtcNow());

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync();

    /// <summary>A shard's key as reminders store it.</summary>
    public static string KeyOf(int shard) => shard.ToString("X", CultureInfo.InvariantCulture);
}
