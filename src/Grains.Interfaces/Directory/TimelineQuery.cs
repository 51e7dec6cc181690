namespace Aegis.Directory;

/// <summary>Whose doing an entry of the ledger is.</summary>
[GenerateSerializer, Alias("aegis.LedgerActor")]
public enum LedgerActor
{
    /// <summary>Aegis by itself: monitors, rules.</summary>
    Aegis,
    /// <summary>An agent, for whoever asked.</summary>
    Agents,
    /// <summary>The customer itself.</summary>
    Customer,
    /// <summary>People and services of the workspace.</summary>
    People,
}

/// <summary>Filters and page of a customer's ledger, read from its newest end.</summary>
/// <param name="Kinds">Beginnings of the kinds to show, as "action_" or "key_"; empty for all. At most 20, of a-z and _.</param>
/// <param name="Who">Null for all.</param>
/// <param name="ActionId">Of one action alone, or null.</param>
/// <param name="Before">What the last page's <see cref="LedgerPage.Next"/> said: entries before that number; null for the newest.</param>
/// <param name="Until">Entries up to this time; null for all.</param>
/// <param name="Limit">1 to 500.</param>
[GenerateSerializer, Immutable, Alias("aegis.TimelineQuery")]
public sealed record TimelineQuery(
    [property: Id(0)] ImmutableArray<string> Kinds,
    [property: Id(1)] LedgerActor? Who,
    [property: Id(2)] string? ActionId,
    [property: Id(3)] long? Before,
    [property: Id(4)] DateTimeOffset? Until,
    [property: Id(5)] int Limit);
