using System.Text;
using Aegis.Api.IntegrationTests.Grid;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Telemetry;

public sealed class OtlpTests : IAsyncLifetime
{
    private readonly ExportingGrid _grid = new();

    public Task InitializeAsync() => _grid.InitializeAsync();

    public Task DisposeAsync() => _grid.CloseAsync();

    [Fact]
    public async Task Export_MessageThatActs_IsOneTraceFromRequestToGrainToConnector()
    {
        var reply = (await _grid.Client.PostAsync("/api/customers/demo_new_customer/messages", """{"text":"I'm a new customer, help me get started"}""")).ShouldBe(200);
        var secret = System.Text.RegularExpressions.Regex.Match(reply.Body, "sk_test_[0-9A-Za-z]{38}").Value.ShouldNotBeEmpty("the reply shows the key");

        await _grid.DisposeAsync();

        var spans = _grid.Collector.ReadSpans();
        // Other grids of this test process are in it too, some with only their last steps.
        var roads = spans.Where(s => s.Name.StartsWith("billing", StringComparison.OrdinalIgnoreCase))
            .Select(s => Ancestors(s, spans.Where(t => t.TraceId == s.TraceId).ToDictionary(t => t.SpanId)).Select(t => t.Name).ToList()).ToList();
        roads.Where(IsWhole).ShouldNotBeEmpty(string.Join('\n', roads.Select(road => string.Join(" < ", road))));
        // Control: the bodies can be searched for text.
        Sent("traces").ShouldContain(body => body.Contains("IActionRunner", StringComparison.Ordinal));
        Sent("traces").Concat(Sent("metrics")).ShouldNotContain(body => body.Contains(secret, StringComparison.Ordinal), "Invariant 8: no secret in a trace");
    }

    [Fact]
    public async Task Export_AtTheEnd_SendsTheFiguresOfTurnsActionsInterventionsAndCommits()
    {
        var failures = Enumerable.Repeat("""{"customerId":"demo_active_customer","endpoint":"GET /v2/customers","status":401}""", 200);
        (await _grid.Client.ActivityAsync(string.Join('\n', failures))).ShouldBe(200);
        (await _grid.Client.PostAsync("/api/customers/demo_new_customer/messages", """{"text":"I'm a new customer, help me get started"}""")).ShouldBe(200);

        await _grid.DisposeAsync();

        foreach (var name in (string[])["aegis.turns", "aegis.turn.duration", "aegis.actions", "aegis.interventions", "aegis.storage.commit.duration", "aegis.storage.queue.depth"])
            Sent("metrics").ShouldContain(body => body.Contains(name, StringComparison.Ordinal), name);
    }

    private static bool IsWhole(List<string> road) =>
        road.Exists(name => name.Contains("IActionRunner", StringComparison.Ordinal)) && road.Exists(name => name.Contains("Agent", StringComparison.Ordinal)) && road[^1].StartsWith("POST", StringComparison.Ordinal);

    private IEnumerable<string> Sent(string signal) => _grid.Collector.Bodies(signal).Select(Encoding.UTF8.GetString);

    private static IEnumerable<ExportedSpan> Ancestors(ExportedSpan span, Dictionary<string, ExportedSpan> trace)
    {
        for (var at = span; at is not null; at = trace.GetValueOrDefault(at.ParentId))
            yield return at;
    }

    private sealed class ExportingGrid : GridServer
    {
        private bool _stopped;

        public Collector Collector { get; private set; } = null!;

        /// <summary>Stops the program, which sends what it holds; the collector stays to be read.</summary>
        public override async Task DisposeAsync()
        {
            if (_stopped)
                return;
            _stopped = true;
            await base.DisposeAsync();
        }

        public async Task CloseAsync()
        {
            await DisposeAsync();
            await Collector.DisposeAsync();
        }

        protected override async Task AddStorageAsync(Dictionary<string, string?> settings)
        {
            Collector = await Collector.StartAsync();
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Url;
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }
    }
}
