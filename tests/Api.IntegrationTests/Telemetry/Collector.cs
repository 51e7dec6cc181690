using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.IntegrationTests.Telemetry;

/// <summary>A span as it was exported.</summary>
public sealed record ExportedSpan(string TraceId, string SpanId, string ParentId, string Name);

/// <summary>Takes OTLP over HTTP, as a collector does, and keeps what it was sent.</summary>
public sealed class Collector : IAsyncDisposable
{
    // Field numbers of the protocol: TracesData.resource_spans, ResourceSpans.scope_spans, ScopeSpans.spans, and those of Span.
    private const int ResourceSpans = 1, ScopeSpans = 2, Spans = 2, TraceId = 1, SpanId = 2, ParentId = 4, Name = 5;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _bodies = new();
    private readonly WebApplication _app;

    private Collector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _bodies.GetOrAdd(signal, _ => new()).Enqueue(body.ToArray());
        });
    }

    public string Url => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        await collector._app.StartAsync();
        return collector;
    }

    public IReadOnlyList<byte[]> Bodies(string signal) => _bodies.TryGetValue(signal, out var bodies) ? [.. bodies] : [];

    public IReadOnlyList<ExportedSpan> ReadSpans() =>
    [
        .. from body in Bodies("traces")
           from resource in Fields(body).Where(f => f.Number == ResourceSpans)
           from scope in Fields(resource.Value).Where(f => f.Number == ScopeSpans)
           from span in Fields(scope.Value).Where(f => f.Number == Spans)
           select Read(Fields(span.Value).ToLookup(f => f.Number, f => f.Value)),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ExportedSpan Read(ILookup<int, byte[]> fields) => new(
        Hex(fields[TraceId]), Hex(fields[SpanId]), Hex(fields[ParentId]), System.Text.Encoding.UTF8.GetString(fields[Name].FirstOrDefault() ?? []));

    private static string Hex(IEnumerable<byte[]> values) => Convert.ToHexStringLower(values.FirstOrDefault() ?? []);

    /// <summary>The length-delimited fields of a message; numbers are passed over.</summary>
    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                yield return (WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }
    }
}
