using Aegis.Silo.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aegis.Silo.Telemetry;

/// <summary>Exports traces, from request to grain to connector, and metrics by OTLP, when a collector is named.</summary>
public static class OtlpExport
{
    private static readonly string[] Sources = ["Aegis.*", "Microsoft.AspNetCore", "Microsoft.Orleans.*", "System.Net.Http"];
    private static readonly string[] Meters = ["Aegis.*", "Microsoft.AspNetCore.Hosting", "Microsoft.Orleans"];

    public static IServiceCollection AddOtlpExport(this IServiceCollection services, OtlpOptions? options, Roles roles) => options is null
        ? services
        : services
            .AddSingleton(_ => Traces(options, Describe(roles)))
            .AddSingleton(_ => Figures(options, Describe(roles)))
            .AddHostedService<OtlpExporter>();

    private static ResourceBuilder Describe(Roles roles) => ResourceBuilder.CreateDefault()
        .AddService("aegis", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3))
        .AddAttributes([new("aegis.roles", roles.ToString())]);

    private static TracerProvider Traces(OtlpOptions options, ResourceBuilder resource) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(resource)
        .AddSource(Sources)
        .AddOtlpExporter(exporter => Configure(exporter, options, "traces"))
        .Build();

    private static MeterProvider Figures(OtlpOptions options, ResourceBuilder resource) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(resource)
        .AddMeter(Meters)
        .AddOtlpExporter(exporter => Configure(exporter, options, "metrics"))
        .Build();

    private static void Configure(OtlpExporterOptions exporter, OtlpOptions options, string signal)
    {
        exporter.Protocol = options.Protocol;
        exporter.Endpoint = options.AddressOf(signal);
        exporter.Headers = options.Headers;
    }
}

/// <summary>Makes the exporters at the start and lets them send what they hold at the end.</summary>
internal sealed class OtlpExporter(TracerProvider traces, MeterProvider figures) : IHostedService
{
    private const int FlushMilliseconds = 3_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces.ForceFlush(FlushMilliseconds);
        figures.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }
}
