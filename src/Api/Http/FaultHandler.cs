using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Api.Http;

/// <summary>The one place where exceptions become problems.</summary>
internal sealed partial class FaultHandler(IHostApplicationLifetime lifetime, ILogger<FaultHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var (problem, retryAfter) = Explain(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError && lifetime.ApplicationStopping.IsCancellationRequested)
            (problem, retryAfter) = (MayPass("This process stops, and the call with it"), OutagePause);
        else if (problem.Status == StatusCodes.Status500InternalServerError)
            LogFault(httpContext.GetEndpoint()?.DisplayName, exception);
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            LogUnavailable(httpContext.GetEndpoint()?.DisplayName, exception.Message);
        await problem.WriteAsync(httpContext, retryAfter);
        return true;
    }

    private static (Problem Problem, TimeSpan? RetryAfter) Explain(Exception exception) => exception switch
    {
        BadInputException bad => (bad.Problem, null),
        BadHttpRequestException bad => (Problem.Of(bad.StatusCode, bad.Message), null),
        _ when Overload.RetryAfterOf(exception) is { } pause => (Problem.Of(StatusCodes.Status503ServiceUnavailable, "Storage is overloaded; nothing was done. Try again."), pause),
        InconsistentStateException => (Problem.Of(StatusCodes.Status503ServiceUnavailable, "Another process changed the same record; nothing was done. Try again."), ConflictPause),
        TimeoutException => (MayPass("The grid did not answer in time"), ConflictPause),
        // The caller is still there: an activation, or the silo it was on, was given up.
        OperationCanceledException => (MayPass("The grid gave the call up"), ConflictPause),
        _ when Outage.IsIn(exception) => (MayPass("The database does not answer at this moment"), OutagePause),
        _ => (Problem.Of(StatusCodes.Status500InternalServerError, "Something failed inside Aegis; the log says what."), null),
    };

    private static Problem MayPass(string what) => Problem.Of(
        StatusCodes.Status503ServiceUnavailable, $"{what}; what was asked may have happened or not. Ask again with the same Idempotency-Key.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request to {Endpoint} may be sent again: {Reason}")]
    private partial void LogUnavailable(string? endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request to {Endpoint} failed")]
    private partial void LogFault(string? endpoint, Exception exception);
}
