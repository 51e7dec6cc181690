using Aegis.Actors;
using Aegis.Grains.Hosting;
using Aegis.Monitoring;
using Aegis.Storage.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Monitoring;

/// <summary>Once the program is up: sees that every shard has its reminder, and wakes what an earlier run of the only process left in flight.</summary>
public sealed partial class GridStartup(
    IGridDatabase database,
    IGrainFactory grains,
    DueWaker waker,
    IActorAuthority authority,
    GridOptions options,
    TimeProvider time,
    IServiceProvider services,
    ILogger<GridStartup> logger) : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Registers the reminders that are missing.</summary>
    /// <returns>How many were; in a cluster, how many were asked.</returns>
    public async Task<int> RegisterMonitorsAsync(CancellationToken cancellationToken)
    {
        var known = await ReadKnownAsync(cancellationToken);
        var missing = Enumerable.Range(0, Shards.Count).Where(shard => !known.Contains(MonitorGrain.KeyOf(shard))).ToList();
        var startup = authority.Sign("startup", Role.System, options.Workspace);
        foreach (var some in missing.Chunk(16))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(shard => grains.GetGrain<IMonitorGrain>(shard).StartAsync(startup)));
        }

        return missing.Count;
    }

    /// <summary>The only process keeps its reminders in the grid's database; a cluster keeps them elsewhere, so there every monitor is asked.</summary>
    private async Task<HashSet<string>> ReadKnownAsync(CancellationToken cancellationToken) => !options.SingleProcess ? [] :
        [.. (await database.ReadRemindersAsync(cancellationToken))
            .Where(r => r is { GrainType: MonitorGrain.TypeName, Name: MonitorGrain.ReminderName })
            .Select(r => r.GrainKey)];

    /// <summary>Wakes every grain that falls due within the longest lease: on the only process those leases are void.</summary>
    /// <returns>How many grains were due.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        var horizon = time.GetUtcNow() + new[] { options.TurnLease, options.ActionLease, options.WorkflowLease }.Max();
        var examined = 0;
        for (var shard = 0; shard < Shards.Count; shard++)
            examined += (await waker.SweepAsync(shard, horizon, cancellationToken)).Examined;
        return examined;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await services.StartedAsync(stoppingToken);
            while (!await TryStartAsync(stoppingToken))
                await Task.Delay(RetryPause, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops: the next start does this again.
        }
    }

    /// <summary>A database that is not there for a moment must not end the program.</summary>
    private async Task<bool> TryStartAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (options.SingleProcess)
                LogRecovered(await RecoverAsync(stoppingToken));
            LogRegistered(await RegisterMonitorsAsync(stoppingToken));
            return true;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogStartFailed(failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Woke {Count} grains that an earlier run left in flight.")]
    private partial void LogRecovered(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered {Count} monitors that were missing.")]
    private partial void LogRegistered(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recovery and monitors could not be started; it is tried again.")]
    private partial void LogStartFailed(Exception failure);
}
