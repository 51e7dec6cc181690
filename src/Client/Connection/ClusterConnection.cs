using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Client.Connection;

/// <summary>Connects this process to the cluster beside everything else, for as long as it takes. Once open, the client finds other silos by itself.</summary>
internal sealed class ClusterConnection(IClusterClient client) : BackgroundService
{
    private readonly IHostedService _client = (IHostedService)client;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a silo was found.</summary>
    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Waits until a silo was found.</summary>
    public Task OpenedAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (IsOpen)
            await _client.StopAsync(cancellationToken);
        _opened.TrySetCanceled(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _client.StartAsync(stoppingToken);
            _opened.TrySetResult();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops before a silo was found.
        }
        catch (Exception exception)
        {
            _opened.TrySetException(exception);
            throw;
        }
    }
}

/// <summary>Tries again whatever failed: no silo yet, no table yet, no database.</summary>
internal sealed partial class ConnectionRetry(TimeProvider time, ILogger<ClusterConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogNoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo of the cluster can be reached yet; it is tried again: {Reason}")]
    private partial void LogNoSilo(string reason);
}
