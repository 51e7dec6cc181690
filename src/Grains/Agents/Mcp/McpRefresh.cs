using Aegis.Connectors.Mcp;
using Aegis.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>Asks the servers from time to time what they declare, and more often what was accepted. Without servers it does nothing.</summary>
public sealed partial class McpRefresh(McpToolSource source, McpServers servers, McpOptions options, TimeProvider time, IServiceProvider services, ILogger<McpRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (servers.Offered.IsEmpty)
            return;
        try
        {
            await services.StartedAsync(stoppingToken);
            using var ticks = new PeriodicTimer(options.Refresh < Tick ? options.Refresh : Tick, time);
            var asked = DateTimeOffset.MinValue;
            do
            {
                var isDue = time.GetUtcNow() - asked >= options.Refresh;
                asked = isDue ? time.GetUtcNow() : asked;
                await StepAsync(isDue, stoppingToken);
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task StepAsync(bool askServers, CancellationToken cancellationToken)
    {
        try
        {
            await (askServers ? source.RefreshAsync(cancellationToken) : source.OfferAsync());
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tools of MCP servers could not be read; it is tried again.")]
    private partial void LogFailed(Exception failure);
}
