using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Monitoring;
using Aegis.Storage.Database;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Monitoring;

/// <inheritdoc cref="IMonitorCheckGrain"/>
/// <remarks>Some shards are swept at a time, not awaited by any call; each batch is stored, and after a crash the lease has the rest swept.</remarks>
[GrainType("monitor_check")]
public sealed partial class MonitorCheckGrain(
    [PersistentState("checks")] IPersistentState<MonitorCheckState> checks,
    IActorAuthority authority, IGridDatabase database, LeaseClock leases, GridOptions options, ILogger<MonitorCheckGrain> logger) : Grain, IMonitorCheckGrain
{
    private const int Kept = 20;
    private const int AtOnce = 16;

    private MonitorCheckState State => checks.State;

    private string Workspace => GrainKey.Parse(this.GetPrimaryKeyString()).Workspace;

    public async Task<Result<MonitorCheck>> StartAsync(Actor actor, string operationId)
    {
        if (Guard(actor, Right.Tend) is { } refusal)
            return refusal;
        var id = DerivedId.Of("check", this.GetPrimaryKeyString(), operationId);
        if ((State.Checks.Find(c => c.Id == id) ?? State.Running) is { } known)
            return await ViewAsync(known);

        var check = new StoredCheck(id, leases.Now);
        State.Checks.Add(check);
        State.Checks.RemoveRange(0, Math.Max(0, State.Checks.Count - Kept));
        await CommitAsync();
        Sweep(check);
        return await ViewAsync(check);
    }

    public async Task<Result<MonitorCheck>> GetAsync(Actor actor, string checkId)
    {
        if (Guard(actor, Right.Read) is { } refusal)
            return refusal;
        return State.Checks.Find(c => c.Id == checkId) is { } check
            ? await ViewAsync(check)
            : new Refusal(RefusalKind.NotFound, $"There is no check '{TextRules.Show(checkId)}': the last {Kept} are known.", "id");
    }

    public async Task<Result<Done>> ContinueAsync(Actor actor, string checkId, ImmutableArray<SweepReport> reports)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        // The sweeps of an earlier holder may come late: those shards were swept again.
        if (State.Running is not { } check || check.Id != checkId || reports.IsEmpty || reports[0].Shard != check.NextShard)
            return Done.Instance;
        var next = check with
        {
            NextShard = check.NextShard + reports.Length,
            Examined = check.Examined + reports.Sum(r => r.Examined),
            Woken = check.Woken + reports.Sum(r => r.Woken),
        };
        if (next.NextShard >= Shards.Count)
            next = next with { FinishedAt = leases.Now, Opened = await CountOpenedAsync(check) };
        State.Checks[State.Checks.IndexOf(check)] = next;
        await CommitAsync();
        if (next.FinishedAt is null)
            Sweep(next);
        return Done.Instance;
    }

    public async Task WakeAsync()
    {
        if (State.Running is not { } check)
            DeactivateOnIdle();
        else if (State.Lease is not { } lease || leases.IsVoid(lease))
        {
            await CommitAsync();
            Sweep(check);
        }
    }

    private async Task CommitAsync()
    {
        State.Lease = State.Running is null ? null : leases.Grant(1, options.WorkflowLease);
        await checks.WriteOrDeactivateAsync(DeactivateOnIdle);
    }

    private void Sweep(StoredCheck check) => _ = SweepAsync(check, this.AsReference<IMonitorCheckGrain>());

    private async Task SweepAsync(StoredCheck check, IMonitorCheckGrain self)
    {
        try
        {
            var shards = Enumerable.Range(check.NextShard, Math.Min(AtOnce, Shards.Count - check.NextShard));
            var aegis = authority.Sign("monitor-check", Role.System, Workspace);
            var reports = await Task.WhenAll(shards.Select(shard => GrainFactory.GetGrain<IMonitorGrain>(shard).SweepAsync(aegis)));
            await self.ContinueAsync(aegis, check.Id, [.. reports.Select(report => report.Value!)]);
        }
        catch (Exception failure)
        {
            LogSweepFailed(failure, check.Id, check.NextShard);
        }
    }

    private async Task<MonitorCheck> ViewAsync(StoredCheck check) => new(
        check.Id, check.FinishedAt is null ? MonitorCheckStatus.Running : MonitorCheckStatus.Finished, check.StartedAt, check.FinishedAt,
        check.NextShard, check.Examined, check.Woken, check.FinishedAt is null ? await CountOpenedAsync(check) : check.Opened);

    private Task<long> CountOpenedAsync(StoredCheck check) => database.CountInterventionsAsync(Workspace, check.StartedAt, CancellationToken.None);

    private Refusal? Guard(Actor actor, Right right) => authority.CheckWorkspace(actor, Workspace, right);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Check {CheckId} stopped at shard {Shard}; it goes on when its lease expires.")]
    private partial void LogSweepFailed(Exception failure, string checkId, int shard);
}
