using Aegis.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Monitoring;

/// <summary>Wakes what is due every few seconds, as long as the process runs. A reminder comes once a minute at most and only where a silo serves it; this is why nobody waits that long.</summary>
public sealed partial class WakeLoop(DueWaker waker, GridOptions options, TimeProvider time, IServiceProvider services, ILogger<WakeLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await services.StartedAsync(stoppingToken);
            while (true)
            {
                await Task.Delay(options.WakePeriod, time, stoppingToken);
                await TryWakeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is due stays due for the others, or for the next start.
        }
    }

    private async Task TryWakeAsync(CancellationToken stoppingToken)
    {
        try
        {
            await waker.WakeDueAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotRead(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due could not be read; it is tried again.")]
    private partial void LogNotRead(Exception failure);
}
