using Aegis.Approvals;
using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>A customer when something was asked and as it is now.</summary>
public static class Comparison
{
    /// <param name="Now">Null when it is not known.</param>
    public sealed record Row(string Title, string Then, string? Now)
    {
        public bool IsMoved => Now is not null && Now != Then;
    }

    public static IReadOnlyList<Row> Of(CustomerThen then, Customer? now, int? activeKeys) =>
    [
        new("Tier", Words.Of(then.Tier), now is null ? null : Words.Of(now.Tier)),
        new("Stage", Words.Of(then.Stage), now is null ? null : Words.Of(now.Stage)),
        new("Health", Words.Of(then.Health), now is null ? null : Words.Of(now.Health.Status)),
        new("Engagement", $"{then.EngagementScore} of 100", now is null ? null : $"{now.Health.EngagementScore} of 100"),
        new("Calls", Words.Number(then.TotalApiCalls), now is null ? null : Words.Number(now.TotalApiCalls)),
        new("Errors", Words.Percent(then.ErrorRate), now is null ? null : Words.Percent(now.ErrorRate)),
        new("Trend", Words.Of(then.UsageTrend), now is null ? null : Words.Of(now.UsageTrend)),
        new("Active keys", Words.Number(then.ActiveKeys), activeKeys is { } keys ? Words.Number(keys) : null),
    ];
}
