using Aegis.Actors;

namespace Aegis.Policy;

/// <summary>The policy in force, and how it came about.</summary>
/// <param name="Origin">The file's path, or "built-in".</param>
/// <param name="Text">The policy as written.</param>
/// <param name="Hash">SHA-256, hex, of the text; approvals name the one they were decided by.</param>
/// <param name="Fault">Why the file as it is now was not taken, so that an older text is in force; null when it was.</param>
/// <param name="Loads">The texts that were in force, the last 20, oldest first.</param>
/// <param name="InForce">What the text says, in plain words.</param>
[GenerateSerializer, Immutable, Alias("aegis.PolicyReport")]
public sealed record PolicyReport(
    [property: Id(0)] string Origin,
    [property: Id(1)] string Text,
    [property: Id(2)] string Hash,
    [property: Id(3)] DateTimeOffset LoadedAt,
    [property: Id(4)] string? Fault,
    [property: Id(5)] KillSwitches Switches,
    [property: Id(6)] ImmutableArray<SwitchChange> SwitchHistory,
    [property: Id(7)] ImmutableArray<PolicyLoad> Loads,
    [property: Id(8)] PolicySummary InForce);

/// <summary>A policy text that was in force from a time on, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("aegis.PolicyLoad")]
public sealed record PolicyLoad([property: Id(0)] string Hash, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Text);

/// <summary>A workspace's kill switches and counts of the day, and the policy of the process it lives in. Keyed "workspace/$policy".</summary>
[Alias("aegis.IPolicyGrain")]
public interface IPolicyGrain : IGrainWithStringKey
{
    /// <summary>The policy and the switches. Not for customers.</summary>
    [Alias("GetAsync")]
    Task<Result<PolicyReport>> GetAsync(Actor actor);

    /// <summary>What is wrong with a policy text, naming line and field, or nothing. It does not come into force.</summary>
    [Alias("CheckAsync")]
    Task<Result<Done>> CheckAsync(Actor actor, string text);

    /// <summary>What a policy text would say in plain words, or what is wrong with it as <see cref="CheckAsync"/> tells. It does not come into force.</summary>
    [Alias("PreviewAsync")]
    Task<Result<PolicySummary>> PreviewAsync(Actor actor, string text);

    /// <summary>Turns a kill switch on or off; durable, and effective in every process within a second. Needs the right to decide.</summary>
    [Alias("SwitchAsync")]
    Task<Result<KillSwitches>> SwitchAsync(Actor actor, SwitchOrder order);

    /// <summary>The switches that are on.</summary>
    [Alias("ReadSwitchesAsync"), AlwaysInterleave]
    Task<Result<KillSwitches>> ReadSwitchesAsync(Actor actor);

    /// <summary>Takes one of a tool's places of this UTC day for an action; false when all are taken. The same action takes one place. Only for <see cref="Role.System"/>.</summary>
    [Alias("TakeAsync")]
    Task<Result<bool>> TakeAsync(Actor actor, string tool, string actionId, int places);
}
