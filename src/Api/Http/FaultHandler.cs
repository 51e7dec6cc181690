using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Api.Http;

/// <summary>The one place where exceptions become problems.</summary>
internal sealed partial class FaultHandler(ILogger<FaultHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var (problem, retryAfter) = Explain(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogFault(httpContext.GetEndpoint()?.DisplayName, exception);
        await problem.WriteAsync(httpContext, retryAfter);
        return true;
    }

    private static (Problem Problem, TimeSpan? RetryAfter) Explain(Exception exception) => exception switch
    {
        BadInputException bad => (bad.Problem, null),
        BadHttpRequestException bad => (Problem.Of(bad.StatusCode, bad.Message), null),
        _ when Overload.RetryAfterOf(exception) is { } pause => (Problem.Of(StatusCodes.Status503ServiceUnavailable, "Storage is overloaded; nothing was done. Try again."), pause),
        InconsistentStateException => (Problem.Of(StatusCodes.Status503ServiceUnavailable, "Another process changed the same record; nothing was done. Try again."), ConflictPause),
        TimeoutException => (Problem.Of(StatusCodes.Status504GatewayTimeout, "The grid did not answer in time; what was asked may still happen. Ask again with the same Idempotency-Key."), null),
        _ => (Problem.Of(StatusCodes.Status500InternalServerError, "Something failed inside Aegis; the log says what."), null),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Request to {Endpoint} failed")]
    private partial void LogFault(string? endpoint, Exception exception);
}
