using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Mail;

/// <summary>Mail over HTTP: the message as it is, posted.</summary>
internal sealed class HttpMailApi(ConnectionOptions options, TimeProvider time) : IMailApi, IDisposable
{
    private readonly ProviderHttp _http = new(options, time, ReadError, freshConnections: true);

    public async Task<string> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(message) { Headers = { ContentType = new MediaTypeHeaderValue(MailWire.ContentType) } };
        var (taken, _) = await _http.SendAsync<MailTaken>(HttpMethod.Post, "messages", content, MailWire.Json, cancellationToken);
        return taken.QueuedAs;
    }

    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        var (about, _) = await _http.SendAsync<MailAbout>(HttpMethod.Get, "_sandbox", null, MailWire.Json, cancellationToken);
        return $"the {about.Sandbox} sandbox";
    }

    public void Dispose() => _http.Dispose();

    private static (string, string, string?) ReadError(JsonElement body)
    {
        var error = body.Deserialize<MailError>(MailWire.Json);
        return (error?.Code ?? "unknown", error?.Message ?? "no reason given", error?.Field);
    }
}
