using System.Net;
using Aegis.Faults.Program;

namespace Aegis.Faults.Crashes;

/// <summary>The real program, killed and started again while clients keep asking until they are answered.</summary>
internal sealed class GridUnderFire(IReadOnlyDictionary<string, string> variables, string directory) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
    private volatile TaskCompletionSource<Uri> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AegisProcess? _process;

    /// <summary>All that the program wrote, over all its lives.</summary>
    public string Logs { get; private set; } = "";

    public async Task StartAsync()
    {
        _process = await AegisProcess.Start(variables, "run", "--urls", "http://127.0.0.1:0", "--data", directory).ListeningAsync();
        _up.SetResult(_process.Address);
    }

    public async Task KillAsync()
    {
        var process = _process!;
        _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await process.KillAsync();
        await ForgetAsync(process);
    }

    public async Task<int> TerminateAsync()
    {
        var process = _process!;
        var exitCode = await process.TerminateAsync();
        await ForgetAsync(process);
        return exitCode;
    }

    /// <summary>Asks until there is an answer that is neither a broken connection nor "try again".</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var address = await _up.Task.WaitAsync(cancellationToken);
            try
            {
                using var message = request();
                message.RequestUri = new Uri(address, message.RequestUri!);
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

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task ForgetAsync(AegisProcess process)
    {
        _process = null;
        Logs += process.Output + process.Errors;
        await process.DisposeAsync();
    }
}
