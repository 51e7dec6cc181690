using Aegis.Grains.Hosting;
using Aegis.Monitoring;
using Aegis.Storage.Database;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Monitoring;

/// <summary>Finds the grains that are due and wakes them, a bounded number at a time; one that fails hurts no other and is found again.</summary>
public sealed partial class DueWaker(IGridDatabase database, IGrainFactory grains, TimeProvider time, ILogger<DueWaker> logger)
{
    private const int Page = 100;
    private const int AtOnce = 32;

    /// <summary>How long a grain may take to be woken. A process that claims and dies delays its grains by no more.</summary>
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(5);

    /// <summary>More than this is left to the next sweep.</summary>
    private const int Limit = 20_000;

    /// <summary>Wakes what a shard holds that is due until then, each grain once.</summary>
    public async Task<SweepReport> SweepAsync(int shard, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<(string, string)>();
        var woken = 0;
        // Rows come earliest first and without a cursor: those that stay due stand in front, so each reading asks for that many more.
        for (var lingering = 0; seen.Count < Limit;)
        {
            var limit = Page + lingering;
            var rows = await database.ReadDueAsync(shard, until, limit, cancellationToken);
            var fresh = rows.Where(row => seen.Add((row.GrainType, row.GrainKey))).ToList();
            woken += await WakeAsync(fresh);
            if (rows.Count < limit)
                break;
            lingering = rows.Count - fresh.Count + (fresh.Count == 0 ? Page : 0);
        }

        return new(shard, seen.Count, woken);
    }

    /// <summary>Claims what is due now, in all shards, and wakes it. What fails, or does not answer while the claim lasts, may be claimed again then.</summary>
    /// <returns>How many grains were woken.</returns>
    public async Task<int> WakeDueAsync(CancellationToken cancellationToken = default)
    {
        var woken = 0;
        for (var pages = Limit / Page; pages > 0; pages--)
        {
            var now = time.GetUtcNow();
            var rows = await database.ClaimDueAsync(now, now + ClaimTime, Page, cancellationToken);
            woken += await WakeAsync([.. rows.DistinctBy(row => (row.GrainType, row.GrainKey))]);
            if (rows.Count < Page)
                break;
        }

        return woken;
    }

    private async Task<int> WakeAsync(List<DueRow> rows)
    {
        var next = -1;
        var woken = 0;
        GridMeter.FoundDue(rows.Count);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, rows.Count)).Select(_ => WakeSomeAsync()));
        return woken;

        async Task WakeSomeAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < rows.Count; i = Interlocked.Increment(ref next))
            {
                if (await TryWakeAsync(rows[i]))
                    Interlocked.Increment(ref woken);
            }
        }
    }

    private async Task<bool> TryWakeAsync(DueRow row)
    {
        try
        {
            await grains.GetGrain<IDueGrain>(GrainId.Create(row.GrainType, row.GrainKey)).WakeAsync().WaitAsync(ClaimTime, time);
            GridMeter.Woken(row.GrainType, time.GetUtcNow() - row.DueAt);
            return true;
        }
        catch (Exception failure)
        {
            GridMeter.NotWoken(row.GrainType);
            LogWakeFailed(failure, row.GrainType, row.GrainKey);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waking {GrainType}/{GrainKey} failed; it stays due.")]
    private partial void LogWakeFailed(Exception failure, string grainType, string grainKey);
}
