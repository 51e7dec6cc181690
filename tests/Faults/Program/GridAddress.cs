using System.Net;

namespace Aegis.Faults.Program;

/// <summary>Where the grid is at the moment, for clients that keep asking while it is killed, started again and moved.</summary>
internal sealed class GridAddress : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
    private volatile TaskCompletionSource<Uri> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Arrive(Uri address) => _up.SetResult(address);

    /// <summary>Who asks from now on waits until the grid is somewhere again.</summary>
    public void Leave() => _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Asks, as the administrator unless the request has a key of its own, until there is an answer that is neither a broken connection nor "try again".</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var address = await _up.Task.WaitAsync(cancellationToken);
            try
            {
                using var message = request();
                message.RequestUri = new Uri(address, message.RequestUri!);
                if (!message.Headers.Contains("X-Api-Key"))
                    message.Headers.Add("X-Api-Key", AegisClient.AdminKey);
                using var answer = await _http.SendAsync(message, cancellationToken);
                var body = await answer.Content.ReadAsStringAsync(cancellationToken);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict))
                    return (answer.StatusCode, body);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Killed under the request: the next life answers it.
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
