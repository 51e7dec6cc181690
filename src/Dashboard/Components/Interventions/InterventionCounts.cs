using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Interventions;

internal static class InterventionCounts
{
    public static int Of(this InterventionCount counts, InterventionStatus status) => status switch
    {
        InterventionStatus.Open => counts.Open,
        InterventionStatus.Acting => counts.Acting,
        InterventionStatus.Snoozed => counts.Snoozed,
        _ => counts.Resolved,
    };
}
