using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aegis.Connectors.Calls;

/// <summary>Spans and figures of calls to the outside: connector, operation and outcome, no personal data.</summary>
internal static class ConnectorTelemetry
{
    public const string Name = "Aegis.Connectors";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "aegis.connector.call.duration", "s", "Calls to outside systems, with their repetitions.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "aegis.connector.retries", "{retry}", "Repetitions of calls that were not done.");

    private static readonly Counter<long> ModelTokens = Meter.CreateCounter<long>(
        "aegis.llm.tokens", "{token}", "Tokens of language models, by direction.");

    private static readonly Counter<double> ModelCost = Meter.CreateCounter<double>(
        "aegis.llm.cost", "{USD}", "Cost of language models by the configured prices.");

    private static readonly Counter<long> Fallbacks = Meter.CreateCounter<long>(
        "aegis.connector.fallbacks", "{call}", "Calls that went on by another road, because the first failed.");

    public static void Record(Activity? span, string connector, string operation, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { "connector", connector }, { "operation", operation }, { "outcome", outcome } };
        Duration.Record(duration.TotalSeconds, tags);
        span?.SetTag("connector", connector).SetTag("operation", operation).SetTag("outcome", outcome);
        if (outcome != "ok")
            span?.SetStatus(ActivityStatusCode.Error);
    }

    public static void FellBack(string connector, string operation) =>
        Fallbacks.Add(1, new TagList { { "connector", connector }, { "operation", operation } });

    public static void Retried(string connector, string operation) =>
        Retries.Add(1, new TagList { { "connector", connector }, { "operation", operation } });

    public static void Tokens(Llm.ModelUsage usage)
    {
        ModelTokens.Add(usage.Input, new KeyValuePair<string, object?>("direction", "in"));
        ModelTokens.Add(usage.Output, new KeyValuePair<string, object?>("direction", "out"));
        ModelCost.Add(usage.Micros / 1e6);
    }
}
