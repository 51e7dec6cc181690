using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>A customer as the API and the read model show it.</summary>
public static class CustomerView
{
    public static HealthFacts Facts(CustomerState state, ActivityState activity, DateTimeOffset now) =>
        new(UsageWindows.Read(activity, now), UsageWindows.ActiveDays(activity, now), FirstKeyAt(state), now);

    public static Customer Of(GrainKey key, CustomerState state, in HealthFacts facts) => new(
        key.CustomerId, state.Company, state.Email, state.Tier, state.Stage, state.TechStack,
        facts.Usage.TotalCalls, facts.Usage.Active.ErrorRate, facts.Usage.Trend, facts.Usage.LastCallAt,
        HealthRules.Judge(facts), state.Version, state.TimeZone, state.CreatedAt);

    /// <summary>The read model's row; tech stack and risk factors are JSON arrays.</summary>
    public static CustomerRow Row(GrainKey key, CustomerState state, in HealthFacts facts, Health health) => new(
        key.Workspace, key.CustomerId, state.Company, state.Email, SnakeCase.Of(state.Tier), SnakeCase.Of(state.Stage),
        JsonText.Array(state.TechStack), state.TimeZone, SnakeCase.Of(health.Status), health.EngagementScore, JsonText.Array(health.RiskFactors),
        facts.Usage.TotalCalls, facts.Usage.Active.ErrorRate, SnakeCase.Of(facts.Usage.Trend), facts.Usage.LastCallAt, state.CreatedAt, state.Version)
    {
        WindowCalls = facts.Usage.Active.Calls, WindowErrors = facts.Usage.Active.Errors, FirstCallAt = state.FirstCallAt,
    };

    /// <summary>The customer a row of the read model stands for.</summary>
    public static Customer FromRow(CustomerRow row) => new(
        row.CustomerId, row.Company, row.Email, SnakeCase.Parse<Tier>(row.Tier), SnakeCase.Parse<Stage>(row.Stage), JsonText.ReadArray(row.TechStack),
        row.TotalApiCalls, row.ErrorRate, SnakeCase.Parse<UsageTrend>(row.UsageTrend), row.LastApiCallAt,
        new(SnakeCase.Parse<HealthStatus>(row.Health), row.EngagementScore, JsonText.ReadArray(row.RiskFactors)), row.Version, row.TimeZone, row.CreatedAt);

    public static HealthReport Report(CustomerState state, ActivityState activity, in HealthFacts facts)
    {
        var usage = facts.Usage;
        return new(
            HealthRules.Judge(facts), usage.Active.ErrorRate, usage.Trend, usage.CallsLast24Hours, usage.ErrorsLast24Hours,
            usage.CallsLast7Days, usage.CallsPrevious7Days, UsageWindows.Reasons(activity, facts.Now),
            [.. activity.Days.Select(day => new DayUsage(DateOnly.FromDayNumber(day.At), day.Calls, day.Errors))],
            HealthHistory.Of(activity, state.CreatedAt, facts));
    }

    private static DateTimeOffset? FirstKeyAt(CustomerState state)
    {
        DateTimeOffset? first = null;
        foreach (var key in state.Keys)
            if (first is null || key.CreatedAt < first)
                first = key.CreatedAt;
        return first;
    }
}
