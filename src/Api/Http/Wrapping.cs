using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Http;

/// <summary>Steps around the endpoints of a group: after routing and authorization, before parameters are bound.</summary>
internal static class Wrapping
{
    /// <summary>Puts a step around every endpoint; of several, the one added last is outermost.</summary>
    public static TBuilder Around<TBuilder>(this TBuilder builder, Func<HttpContext, RequestDelegate, Task> step)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            var inner = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => step(context, inner);
        });
        return builder;
    }
}
