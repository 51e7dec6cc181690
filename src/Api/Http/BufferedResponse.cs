using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Http;

/// <summary>Holds back what an endpoint writes, so that it can be kept or changed before it is sent.</summary>
internal sealed class BufferedResponse : IDisposable
{
    private readonly HttpResponse _response;
    private readonly Stream _original;
    private readonly MemoryStream _buffer = new();

    public BufferedResponse(HttpResponse response)
    {
        (_response, _original) = (response, response.Body);
        response.Body = _buffer;
    }

    /// <summary>What was written so far, as text.</summary>
    public async Task<string> ReadAsync()
    {
        await _response.BodyWriter.FlushAsync();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    /// <summary>Sends a text in place of what was written.</summary>
    public async Task SendAsync(string body, CancellationToken cancellationToken)
    {
        _response.Body = _original;
        _response.ContentLength = null;
        if (body.Length > 0)
            await _response.WriteAsync(body, cancellationToken);
    }

    public void Dispose() => _response.Body = _original;
}
