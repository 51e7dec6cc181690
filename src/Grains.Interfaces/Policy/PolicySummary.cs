namespace Aegis.Policy;

/// <summary>What a rule of a policy decides.</summary>
[GenerateSerializer, Alias("aegis.PolicyRuling")]
public enum PolicyRuling
{
    Run,
    Approve,
    Refuse,
}

/// <summary>A policy in plain words.</summary>
/// <param name="Rules">By action, each action's in the order in which they are tried; those that stand for several actions last.</param>
/// <param name="Stopped">The kill switches that the policy itself holds on; people cannot turn them off.</param>
[GenerateSerializer, Immutable, Alias("aegis.PolicySummary")]
public sealed record PolicySummary(
    [property: Id(0)] ImmutableArray<PolicyRuleView> Rules,
    [property: Id(1)] ImmutableArray<PolicySetting> Settings,
    [property: Id(2)] ImmutableArray<KillSwitch> Stopped);

/// <summary>One rule; the first of an action that fits decides.</summary>
/// <param name="Action">The action, or the beginning of several with a * after it.</param>
/// <param name="People">How many people must agree; 0 unless the rule asks for approval.</param>
/// <param name="When">All that must hold, in plain words; empty for always.</param>
/// <param name="Reason">What the one who asked is told; null for words of Aegis' own.</param>
[GenerateSerializer, Immutable, Alias("aegis.PolicyRuleView")]
public sealed record PolicyRuleView(
    [property: Id(0)] string Action,
    [property: Id(1)] PolicyRuling Ruling,
    [property: Id(2)] int People,
    [property: Id(3)] ImmutableArray<string> When,
    [property: Id(4)] string? Reason);

/// <summary>What a policy sets for all actions, in plain words.</summary>
[GenerateSerializer, Immutable, Alias("aegis.PolicySetting")]
public sealed record PolicySetting([property: Id(0)] string Name, [property: Id(1)] string Value);
