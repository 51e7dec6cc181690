using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Metrics;

internal static class MetricsEndpoints
{
    /// <summary>Counts and times without ids or texts, so no key is asked for; keep the port from strangers where even that is too much.</summary>
    public static void MapMetrics(this WebApplication app) =>
        app.MapGet("/metrics", (MetricsCollector metrics) => TypedResults.Text(metrics.Render(), "text/plain; version=0.0.4; charset=utf-8"))
            .WithTags("Status").WithSummary("Counters and histograms for Prometheus.");
}
