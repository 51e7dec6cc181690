using Aegis.Activity;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Sandbox;
using Aegis.Keys;
using Aegis.Sandbox;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    // Loaded by the first event that has an id: a customer whose events have none pays nothing.
    private RememberedIds? _ids;
    private RateWindow _sandboxCalls;
    // Tags of probes that were answered: each is good for one.
    private List<UsedProbe>? _probes;

    public async Task<Result<ActivityReceipt>> RecordAsync(Actor actor, ImmutableArray<ActivityEvent> events)
    {
        var now = services.Clock.Now;
        if ((Guard(actor, Right.Report) ?? ActivityFold.Check(events, now)) is { } refusal)
            return refusal;
        var loadsIds = _ids is null && ActivityFold.AnyWithId(events);
        if (loadsIds)
            _ids = RememberedIds.From(await services.Database.ReadActivityIdsAsync(_key.ToString(), now - RememberedIds.AtLeastFor, CancellationToken.None));

        var repeated = ActivityFold.Fold(Activity, events, _ids, now);
        if (repeated < events.Length)
            await CommitActivityAsync(now);
        else if (loadsIds)
            // The ids were read after the state: a commit in doubt that landed in between is among them, and not in the state in memory.
            DeactivateOnIdle();
        return new ActivityReceipt(events.Length, repeated);
    }

    public async Task<SandboxVerdict> CallSandboxAsync(Actor actor, SandboxCall call)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal.Kind == RefusalKind.NotFound
                ? new(401, SandboxRules.InvalidKey, "This API key is not one of this site's.", null)
                : new(403, null, refusal.Message, null);

        var now = services.Clock.Now;
        var verdict = SandboxRules.Judge(State, call, _sandboxCalls.Wait(services.Options.SandboxCallsPerMinute, now), now);
        if (call.ProbeTag is not null && services.Probes.Admit(call, _key, now, _probes ??= []))
            return verdict;
        _sandboxCalls.Count(now);
        var key = call.KeyHash is { } hash ? SandboxRules.Find(State, hash) : null;
        if (verdict.Status == 200)
            (Activity.KeyUse ??= new(StringComparer.Ordinal))[key!.Id] = now;
        UsageWindows.Count(Activity, now, verdict.Status, verdict.Reason);
        FailureTraces.Note(Activity, now, verdict.Status, verdict.Reason, call.Endpoint, key?.Id, SandboxRules.SchemeOf(call));
        await CommitActivityAsync(now);
        return verdict;
    }

    public async Task<Result<Done>> ImportAsync(Actor actor, CustomerImport import)
    {
        var now = services.Clock.Now;
        if ((services.Authority.Check(actor, _key, Right.Operate) ?? CheckId() ?? ImportRules.Check(import, now)) is { } refusal)
            return refusal;
        if (State.Version > 0)
            return Done.Instance;

        var site = import.Keys.Any(key => key.Environment == KeyEnvironment.Test)
            ? (await GrainFactory.GetGrain<ISandboxSiteGrain>(_key.ToString()).ProvisionAsync(Aegis, "import")).Value
            : null;
        // The history before the customer, and as a whole: an import cut short leaves calls of nobody, which the next one replaces.
        activity.State = ImportRules.History(import, now);
        await activity.WriteOrDeactivateAsync(DeactivateOnIdle);
        Change(() => ImportRules.Fill(_key, State, import, site, services, actor, now));
        await CommitAsync(now);
        return Done.Instance;
    }
}
