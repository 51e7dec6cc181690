using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Knowledge;

/// <summary>Indexes the documents once the program is up; a question that comes before waits for it.</summary>
public sealed partial class KnowledgeStartup(KnowledgeBase knowledge, ILogger<KnowledgeStartup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await knowledge.PrepareAsync();
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotIndexed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The documents could not be indexed; it is tried again at the next question.")]
    private partial void LogNotIndexed(Exception failure);
}
