using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Api.Events;

/// <summary>Writes a response as server-sent events.</summary>
internal sealed class EventStream
{
    private const string ContentType = "text/event-stream";
    private readonly HttpResponse _response;
    private readonly CancellationToken _aborted;

    private EventStream(HttpContext context) => (_response, _aborted) = (context.Response, context.RequestAborted);

    public static bool IsAccepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Begins the response; from here on errors can only end it.</summary>
    public static async Task<EventStream> BeginAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventStream(context);
        await stream.KeepAliveAsync();
        return stream;
    }

    /// <summary>Sends one event with its data as one line of JSON.</summary>
    public async Task SendAsync<T>(string name, T data, JsonTypeInfo<T> type, long? id = null)
    {
        var writer = _response.BodyWriter;
        if (id is { } number)
            WriteAscii(writer, $"id: {number}\n");
        WriteAscii(writer, $"event: {name}\ndata: ");
        using (var json = new Utf8JsonWriter((IBufferWriter<byte>)writer, new() { Encoder = type.Options.Encoder }))
            JsonSerializer.Serialize(json, data, type);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(_aborted);
    }

    /// <summary>A comment, so that proxies and clients see the connection is alive.</summary>
    public async Task KeepAliveAsync()
    {
        _response.BodyWriter.Write(": keep-alive\n\n"u8);
        await _response.BodyWriter.FlushAsync(_aborted);
    }

    private static void WriteAscii(IBufferWriter<byte> writer, string text) => EncodingExtensions.GetBytes(Encoding.ASCII, text, writer);
}
