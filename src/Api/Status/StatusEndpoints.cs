using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Api.Status;

/// <summary>What an orchestrator of processes asks; without a key.</summary>
internal static partial class StatusEndpoints
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromSeconds(2);

    public static void MapStatus(this WebApplication app)
    {
        var group = app.MapGroup("/health").WithTags("Status");
        group.MapGet("/live", () => TypedResults.Text("live")).WithSummary("The process answers.");
        group.MapGet("/ready", IsReadyAsync).WithSummary("Grid and storage answer: a customer list can be read.");
    }

    private static async Task<IResult> IsReadyAsync(
        IGrainFactory grains, IActorAuthority authority, IEnumerable<IReadiness> known, IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return NotReady("This process is stopping.");
        if (known.Select(each => each.Obstacle).FirstOrDefault(obstacle => obstacle is not null) is { } obstacle)
            return NotReady(obstacle);
        var actor = authority.Sign("readiness", Role.System, GrainKey.DefaultWorkspace);
        try
        {
            var page = await grains.GetGrain<IDirectoryGrain>(0)
                .ListCustomersAsync(actor, new(null, null, null, null, null, 1))
                .WaitAsync(ReadyTimeout, time);
            if (page.Ok)
                return TypedResults.Text("ready");
        }
        catch (Exception failure)
        {
            LogNotReady(loggers.CreateLogger(typeof(StatusEndpoints)), failure.GetType().Name, failure.Message);
        }

        return NotReady("The grid or its storage does not answer.");
    }

    private static ProblemResult NotReady(string why) => new(Problem.Of(StatusCodes.Status503ServiceUnavailable, why), ReadyPause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: the directory does not answer ({Failure}: {Reason})")]
    private static partial void LogNotReady(ILogger logger, string failure, string reason);
}
