using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Http;

/// <summary>Everything named in a route is an id; what cannot be one names nothing.</summary>
internal static class RouteIds
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in context.Request.RouteValues)
        {
            if (!GrainKey.IsId(value as string))
                return (Problem.Of(StatusCodes.Status404NotFound, $"There is nothing of this {name}.") with
                {
                    Errors = new Dictionary<string, string[]> { [name] = ["1 to 64 letters, digits, '_', '-' and '.' are needed."] },
                }).WriteAsync(context);
        }

        return next(context);
    }
}
