using System.Text.Json;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>Calls the product as a customer does, over HTTP.</summary>
public interface ISandboxClient
{
    /// <summary>Gets the address once. Whatever goes wrong on the way is an answer without a status.</summary>
    Task<SandboxAnswer> GetAsync(string url, ImmutableArray<(string Name, string Value)> headers, CancellationToken cancellationToken);
}

/// <param name="Status">Null when the product could not be reached.</param>
/// <param name="Message">What it said, on one line; or why it could not be reached.</param>
public readonly record struct SandboxAnswer(int? Status, double Milliseconds, string Message);

/// <inheritdoc cref="ISandboxClient"/>
public sealed class SandboxClient : ISandboxClient, IDisposable
{
    /// <summary>How long a customer's turn waits for the product.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int LargestAnswer = 256 * 1024;
    private const int MaxMessage = 160;

    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public SandboxClient(TimeProvider time)
    {
        _time = time;
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Patience / 2,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    public async Task<SandboxAnswer> GetAsync(string url, ImmutableArray<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var begun = _time.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new((int)response.StatusCode, Elapsed(begun), MessageIn(body));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(null, Elapsed(begun), failure is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : "the connection failed");
        }
    }

    public void Dispose() => _client.Dispose();

    private double Elapsed(long begun) => Math.Round(_time.GetElapsedTime(begun).TotalMilliseconds, 1);

    private static string MessageIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message) && message.GetString() is { } text
                ? text[..Math.Min(text.Length, MaxMessage)]
                : "";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
