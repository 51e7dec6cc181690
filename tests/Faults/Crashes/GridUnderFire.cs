using System.Net;
using Aegis.Faults.Program;

namespace Aegis.Faults.Crashes;

/// <summary>The real program, killed and started again while clients keep asking until they are answered.</summary>
internal sealed class GridUnderFire(IReadOnlyDictionary<string, string> variables, string directory) : IAsyncDisposable
{
    private readonly GridAddress _address = new();
    private AegisProcess? _process;

    /// <summary>All that the program wrote, over all its lives.</summary>
    public string Logs { get; private set; } = "";

    public async Task StartAsync()
    {
        _process = await AegisProcess.Start(variables, "run", "--urls", "http://127.0.0.1:0", "--data", directory).ListeningAsync();
        _address.Arrive(_process.Address);
    }

    public async Task KillAsync()
    {
        var process = _process!;
        _address.Leave();
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

    /// <inheritdoc cref="GridAddress.AskAsync"/>
    public Task<(HttpStatusCode Status, string Body)> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        _address.AskAsync(request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _address.Dispose();
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
