using Aegis.Activity;
using Aegis.Keys;

namespace Aegis.Customers;

/// <summary>A customer as another system knew it.</summary>
/// <param name="CreatedAt">When it signed up; in the past.</param>
/// <param name="Keys">Keys to issue anew, dated back.</param>
/// <param name="History">Its calls of the last 35 days, each with an id, so that an import cut short can be repeated.</param>
/// <param name="EarlierCalls">Calls before the history, counted in the total only.</param>
[GenerateSerializer, Immutable, Alias("aegis.CustomerImport")]
public sealed record CustomerImport(
    [property: Id(0)] NewCustomer Profile,
    [property: Id(1)] Tier Tier,
    [property: Id(2)] Stage Stage,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] ImmutableArray<ImportedKey> Keys,
    [property: Id(5)] ImmutableArray<ActivityEvent> History,
    [property: Id(6)] long EarlierCalls);

/// <summary>A key the customer holds.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ImportedKey")]
public sealed record ImportedKey([property: Id(0)] KeyEnvironment Environment, [property: Id(1)] DateTimeOffset CreatedAt);
