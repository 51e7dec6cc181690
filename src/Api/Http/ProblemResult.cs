using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Http;

/// <summary>A problem as a result.</summary>
internal sealed class ProblemResult(Problem problem, TimeSpan? retryAfter = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext, retryAfter);
}
