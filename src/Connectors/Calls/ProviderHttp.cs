using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Aegis.Connectors.Calls;

/// <summary>A provider over HTTP: one client for the life of the process, no redirects, bounded answers, errors as <see cref="ProviderException"/>.</summary>
internal sealed class ProviderHttp : IDisposable
{
    private const int LargestAnswer = 1 << 20;

    private readonly HttpClient _client;
    private readonly Func<JsonElement, (string Code, string Message, string? Field)> _readError;
    private readonly TimeProvider _time;

    /// <param name="options">Its Url is where the provider is.</param>
    /// <param name="freshConnections">A connection for each call, so that one closed while idle never blurs an outcome.</param>
    /// <param name="authorization">Sent instead of the options' ApiKey.</param>
    public ProviderHttp(ConnectionOptions options, TimeProvider time,
        Func<JsonElement, (string Code, string Message, string? Field)> readError, bool freshConnections = false, AuthenticationHeaderValue? authorization = null)
    {
        _readError = readError;
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Timeout / 2,
            PooledConnectionLifetime = freshConnections ? TimeSpan.Zero : TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri(options.Url!.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (authorization is not null)
            _client.DefaultRequestHeaders.Authorization = authorization;
        else if (options.ApiKey is { } key)
            _client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(BasicCredential.Of(key));
    }

    /// <summary>Sends the request and reads the answer's JSON; the path is relative to the provider's address.</summary>
    public async Task<(T Body, HttpResponseHeaders Headers)> SendAsync<T>(HttpMethod method, string path, HttpContent? content,
        JsonSerializerOptions json, CancellationToken cancellationToken, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.Add(name, value);
        }
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await ToExceptionAsync(response, cancellationToken);
        var body = await response.Content.ReadFromJsonAsync<T>(json, cancellationToken);
        return (body ?? throw new JsonException("The answer is null."), response.Headers);
    }

    public void Dispose() => _client.Dispose();

    private async Task<ProviderException> ToExceptionAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var retryAfter = RetryAfter(response.Headers.RetryAfter);
        try
        {
            var (code, message, field) = _readError(await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
            return new ProviderException((int)response.StatusCode, code, message, field, retryAfter);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new ProviderException((int)response.StatusCode, "unknown", response.ReasonPhrase ?? "no reason given", null, retryAfter);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
