using System.Diagnostics.Metrics;
using System.Globalization;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class MetricsTests : EdgeTest
{
    [Fact]
    public async Task Metrics_WhileSeriesAreAdded_AreRendered()
    {
        using var meter = new Meter("Aegis.Storm");
        var counters = Enumerable.Range(0, 40).Select(c => meter.CreateCounter<long>($"aegis.storm.c{c}")).ToArray();
        // All grow at once, so that each rendering meets some that do.
        var storm = Task.Run(() =>
        {
            for (var series = 0; series < 1_500; series++)
                foreach (var counter in counters)
                    counter.Add(1, new KeyValuePair<string, object?>("series", series.ToString(CultureInfo.InvariantCulture)));
        });

        do
            (await Edge.Stranger.GetAnswerAsync("/metrics")).ShouldBe(200);
        while (!storm.IsCompleted);

        await storm;
        (await Edge.Stranger.GetAnswerAsync("/metrics")).Body.ShouldContain("aegis_storm_c39_total{series=\"1499\"} 1");
    }
}
