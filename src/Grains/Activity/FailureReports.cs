using Aegis.Activity;
using Aegis.Grains.Customers;
using Aegis.Grains.Interventions;
using Aegis.Keys;

namespace Aegis.Grains.Activity;

/// <summary>Reads a customer's failures out of its states.</summary>
public static class FailureReports
{
    public static FailureReport Of(CustomerState state, ActivityState activity, ImmutableArray<ApiKey> keys, int callsPerMinute, DateTimeOffset now)
    {
        var window = UsageWindows.Read(activity, now).Active;
        return new(
            window.Until, window.Calls, window.Errors, Figures(activity, now), keys,
            state.Tier, state.TrialEndsAt, state.Site, state.TechStack, callsPerMinute, activity.LastCallAt, now,
            FailureTickets.Of(state, now), FailureTickets.CalmAt(state, now));
    }

    private static ImmutableArray<FailureFigure> Figures(ActivityState activity, DateTimeOffset now) =>
    [
        .. UsageWindows.Reasons(activity, now)
            .Select(reason => activity.LastFailures?.GetValueOrDefault(reason.Key) is { } trace
                ? new FailureFigure(reason.Key, reason.Value, trace.At, trace.Status, trace.Endpoint, trace.KeyId, trace.Scheme, trace.SuccessesSince)
                : new FailureFigure(reason.Key, reason.Value, null, null, null, null, null, 0))
            .OrderByDescending(figure => figure.Count).ThenByDescending(figure => figure.LastAt).ThenBy(figure => figure.Reason, StringComparer.Ordinal),
    ];
}
