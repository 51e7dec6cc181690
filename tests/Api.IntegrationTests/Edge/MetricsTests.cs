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
        var storm = Task.Run(() =>
        {
            for (var counter = 0; counter < 40; counter++)
            {
                var added = meter.CreateCounter<long>($"aegis.storm.c{counter}");
                for (var series = 0; series < 1_000; series++)
                    added.Add(1, new KeyValuePair<string, object?>("series", series.ToString(CultureInfo.InvariantCulture)));
            }
        });

        do
            (await Edge.Stranger.GetAnswerAsync("/metrics")).ShouldBe(200);
        while (!storm.IsCompleted);

        await storm;
        (await Edge.Stranger.GetAnswerAsync("/metrics")).Body.ShouldContain("aegis_storm_c39_total{series=\"999\"} 1");
    }
}
