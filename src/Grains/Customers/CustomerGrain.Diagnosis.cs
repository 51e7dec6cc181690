using Aegis.Activity;
using Aegis.Actors;
using Aegis.Grains.Activity;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Sandbox;
using Aegis.Keys;
using Aegis.Sandbox;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

// What a diagnosis reads and tries.
public sealed partial class CustomerGrain
{
    private const int ProbesAtOnce = 2;
    private const int MaxCheckedKeys = 20;
    private static readonly TimeSpan LongestFault = TimeSpan.FromDays(1);

    public Task<Result<FailureReport>> GetFailuresAsync(Actor actor) => Task.FromResult<Result<FailureReport>>(
        Guard(actor, Right.Read) is { } refusal
            ? refusal
            : FailureReports.Of(State, Activity, [.. State.Keys.Select(Show)], services.Options.SandboxCallsPerMinute, services.Clock.Now));

    public Task<Result<ImmutableArray<KeyCheck>>> CheckKeysAsync(Actor actor, ImmutableArray<string> keyHashes) => Task.FromResult<Result<ImmutableArray<KeyCheck>>>(
        Guard(actor, Right.Read) is { } refusal ? refusal
        : keyHashes.IsDefault || keyHashes.Length > MaxCheckedKeys ? new Refusal(RefusalKind.Invalid, $"'keyHashes' must hold at most {MaxCheckedKeys}.", "keyHashes")
        : keyHashes.Select(hash => new KeyCheck(hash, SandboxRules.Find(State, hash)?.Id)).ToImmutableArray());

    public async Task<Result<ProbePass>> OpenProbeAsync(Actor actor, string keyId)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        if (KeyRing.Find(State, keyId) is not { } key)
            return NoKey(keyId);
        var secret = services.Mint.Open(_key, State, key);
        return await ChangeAndCommitAsync(now =>
        {
            KeyRing.Probed(State, key, actor.ToString(), now);
            return new ProbePass(Show(key), secret, [.. Enumerable.Range(0, ProbesAtOnce).Select(_ => services.Probes.Make(_key, key.Hash, now))]);
        });
    }

    public async Task<Result<Done>> SetSandboxFaultAsync(Actor actor, SandboxFault? fault)
    {
        if (Guard(actor, Right.Rehearse) is { } refusal)
            return refusal;
        if (fault is { Status: < 500 or > 599 })
            return new Refusal(RefusalKind.Invalid, $"'status' is {fault.Status}: use 500 to 599.", "status");
        if (fault is not null && (fault.Until <= services.Clock.Now || fault.Until > services.Clock.Now + LongestFault))
            return new Refusal(RefusalKind.Invalid, $"'until' is {fault.Until:O}: use a time of the next 24 hours.", "until");
        return await ChangeAndCommitAsync(now =>
        {
            if (State.SandboxFault == fault)
                return Done.Instance;
            State.SandboxFault = fault;
            State.Journal.Append(new LedgerDraft(now, fault is null ? "sandbox_fault_cleared" : "sandbox_fault_set", actor.ToString(), null,
                fault is null ? "{}" : JsonText.Object(("status", fault.Status), ("until", fault.Until))));
            return Done.Instance;
        });
    }
}
