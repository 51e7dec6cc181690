using Aegis.Silo.Settings;
using OpenTelemetry.Exporter;

namespace Aegis.Silo.Telemetry;

/// <summary>Where traces and metrics are exported to, by the variables OpenTelemetry itself documents.</summary>
/// <param name="Endpoint">The collector's base address, such as http://localhost:4318.</param>
/// <param name="Headers">Name=value pairs separated by commas, or null.</param>
public sealed record OtlpOptions(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers)
{
    private const string EndpointName = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolName = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersName = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>Null when nothing is to be exported.</summary>
    /// <exception cref="SettingException">The endpoint is no address, or the protocol unknown.</exception>
    public static OtlpOptions? Read(IConfiguration configuration)
    {
        if (configuration[EndpointName] is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new SettingException(EndpointName, text, "set it to the collector's address, such as http://localhost:4317, or leave it out and nothing is exported.");
        return new(endpoint, ReadProtocol(configuration[ProtocolName]), configuration[HeadersName]);
    }

    /// <summary>The address of one signal, "traces" or "metrics".</summary>
    public Uri AddressOf(string signal) =>
        Protocol == OtlpExportProtocol.HttpProtobuf ? new($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}") : Endpoint;

    private static OtlpExportProtocol ReadProtocol(string? value) => value switch
    {
        null or "" or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => throw new SettingException(ProtocolName, value, "set it to grpc or http/protobuf."),
    };
}
