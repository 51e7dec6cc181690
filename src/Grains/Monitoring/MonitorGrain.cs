using System.Globalization;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Monitoring;
using Aegis.Storage.Database;

namespace Aegis.Grains.Monitoring;

/// <summary>Sweeps one shard, woken by its one reminder.</summary>
[GrainType(TypeName)]
public sealed class MonitorGrain(DueWaker waker, IActorAuthority authority, GridOptions options, TimeProvider time) : Grain, IMonitorGrain, IRemindable
{
    public const string TypeName = "monitor";
    public const string ReminderName = "sweep";

    private int Shard => (int)this.GetPrimaryKeyLong();

    public async Task<Result<Done>> StartAsync(Actor actor)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        if (await this.GetReminder(ReminderName) is not null)
            return Done.Instance;
        // Spread over the period, so that the shards do not all sweep at once.
        var first = options.SweepPeriod * ((Shard + 1.0) / Shards.Count);
        await this.RegisterOrUpdateReminder(ReminderName, first, options.SweepPeriod);
        return Done.Instance;
    }

    public async Task<Result<SweepReport>> SweepAsync(Actor actor) =>
        authority.Check(actor, Right.Operate) is { } refusal ? refusal : await waker.SweepAsync(Shard, time.GetUtcNow());

    public Task ReceiveReminder(string reminderName, TickStatus status) => waker.SweepAsync(Shard, time.GetUtcNow());

    /// <summary>A shard's key as reminders store it.</summary>
    public static string KeyOf(int shard) => shard.ToString("X", CultureInfo.InvariantCulture);
}
