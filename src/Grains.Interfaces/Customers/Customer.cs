namespace Aegis.Customers;

/// <summary>What a customer pays for.</summary>
[GenerateSerializer, Alias("aegis.Tier")]
public enum Tier { None, Trial, Starter, Pro, Enterprise }

/// <summary>How far a customer's integration has come; it only ever moves forward.</summary>
[GenerateSerializer, Alias("aegis.Stage")]
public enum Stage { New, TrialCreated, ApiKeysGenerated, FirstApiCall, IntegrationValidated, ProductionReady }

/// <summary>How a customer does.</summary>
[GenerateSerializer, Alias("aegis.HealthStatus")]
public enum HealthStatus { New, Healthy, NeedsAttention, AtRisk }

/// <summary>Calls of the last 7 days against the 7 before: +25 % or more is increasing, −25 % or less declining; both need 20 calls in the earlier week.</summary>
[GenerateSerializer, Alias("aegis.UsageTrend")]
public enum UsageTrend { Stable, Increasing, Declining }

/// <summary>Health with its reasons.</summary>
/// <param name="EngagementScore">0 (gone) to 100.</param>
/// <param name="RiskFactors">One sentence each, with the figures behind it.</param>
[GenerateSerializer, Immutable, Alias("aegis.Health")]
public sealed record Health(
    [property: Id(0)] HealthStatus Status,
    [property: Id(1)] int EngagementScore,
    [property: Id(2)] ImmutableArray<string> RiskFactors);

/// <summary>A customer as the API shows it.</summary>
/// <param name="ErrorRate">0 to 1: errors / calls over the last 24 h, or over the last active 24 h when there were none.</param>
/// <param name="Version">Counts the commits of the profile.</param>
[GenerateSerializer, Immutable, Alias("aegis.Customer")]
public sealed record Customer(
    [property: Id(0)] string Id,
    [property: Id(1)] string Company,
    [property: Id(2)] string Email,
    [property: Id(3)] Tier Tier,
    [property: Id(4)] Stage Stage,
    [property: Id(5)] ImmutableArray<string> TechStack,
    [property: Id(6)] long TotalApiCalls,
    [property: Id(7)] double ErrorRate,
    [property: Id(8)] UsageTrend UsageTrend,
    [property: Id(9)] DateTimeOffset? LastApiCallAt,
    [property: Id(10)] Health Health,
    [property: Id(11)] long Version,
    [property: Id(12)] string? TimeZone = null,
    [property: Id(13)] DateTimeOffset CreatedAt = default);

/// <summary>What a new customer says of itself.</summary>
[GenerateSerializer, Immutable, Alias("aegis.NewCustomer")]
public sealed record NewCustomer(
    [property: Id(0)] string Company,
    [property: Id(1)] string Email,
    [property: Id(2)] ImmutableArray<string> TechStack,
    [property: Id(3)] string? TimeZone = null);

/// <summary>Allow-listed changes to a profile; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("aegis.CustomerChanges")]
public sealed record CustomerChanges(
    [property: Id(0)] string? Company = null,
    [property: Id(1)] string? Email = null,
    [property: Id(2)] ImmutableArray<string>? TechStack = null,
    [property: Id(3)] string? TimeZone = null);

/// <summary>Health over time: now, the windows it was judged from, and how it was before.</summary>
/// <param name="History">The days since the customer came, at most 22, oldest first; the last is today.</param>
[GenerateSerializer, Immutable, Alias("aegis.HealthReport")]
public sealed record HealthReport(
    [property: Id(0)] Health Health,
    [property: Id(1)] double ErrorRate,
    [property: Id(2)] UsageTrend UsageTrend,
    [property: Id(3)] long CallsLast24Hours,
    [property: Id(4)] long ErrorsLast24Hours,
    [property: Id(5)] long CallsLast7Days,
    [property: Id(6)] long CallsPrevious7Days,
    [property: Id(7)] ImmutableSortedDictionary<string, long> FailureReasons,
    [property: Id(8)] ImmutableArray<DayUsage> Days,
    [property: Id(9)] ImmutableArray<HealthPoint> History);

/// <summary>Health at the end of one UTC day, judged from the calls of the days up to it; of today, as it is now.</summary>
[GenerateSerializer, Immutable, Alias("aegis.HealthPoint")]
public sealed record HealthPoint([property: Id(0)] DateOnly Day, [property: Id(1)] HealthStatus Status, [property: Id(2)] int EngagementScore);

/// <summary>One UTC day's calls and errors.</summary>
[GenerateSerializer, Immutable, Alias("aegis.DayUsage")]
public sealed record DayUsage([property: Id(0)] DateOnly Day, [property: Id(1)] long Calls, [property: Id(2)] long Errors);
