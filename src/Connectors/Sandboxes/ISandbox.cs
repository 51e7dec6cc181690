namespace Aegis.Connectors.Sandboxes;

/// <summary>A local program that behaves like an outside system, with a store of its own, and counts what it did.</summary>
public interface ISandbox
{
    /// <summary>What it stands for: billing, tickets, mail.</summary>
    string Kind { get; }

    /// <summary>The operations faults can be aimed at.</summary>
    IReadOnlyList<string> Operations { get; }

    FaultSwitch Faults { get; }

    /// <summary>Everything it has done since its store was made.</summary>
    Task<EffectReport> ReportAsync(CancellationToken cancellationToken);
}

/// <summary>One thing the sandbox did.</summary>
/// <param name="Seq">Order of the effects, from 1.</param>
/// <param name="IdempotencyKey">The caller's key, or null when it sent none. Of mail: the Message-Id before the @.</param>
/// <param name="ResourceId">The sandbox's id of what it made.</param>
/// <param name="Subject">For whom: the customer's reference, the ticket, the recipient.</param>
public sealed record Effect(long Seq, DateTimeOffset At, string Operation, string? IdempotencyKey, string ResourceId, string Subject);

/// <summary>One operation that took effect more than once.</summary>
public sealed record DuplicateEffect(string Operation, string IdempotencyKey, int Count);

/// <param name="Calls">Calls that reached the sandbox, by operation, whatever came of them.</param>
public sealed record EffectReport(IReadOnlyList<Effect> Effects, IReadOnlyList<DuplicateEffect> Duplicates, IReadOnlyDictionary<string, long> Calls)
{
    public static EffectReport From(IReadOnlyList<Effect> effects, IReadOnlyDictionary<string, long> calls) =>
        new(effects, Repeated(effects), calls);

    private static List<DuplicateEffect> Repeated(IReadOnlyList<Effect> effects) =>
        [.. from effect in effects
            where effect.IdempotencyKey is not null
            group effect by (effect.Operation, Key: effect.IdempotencyKey!) into same
            where same.Count() > 1
            select new DuplicateEffect(same.Key.Operation, same.Key.Key, same.Count())];
}
