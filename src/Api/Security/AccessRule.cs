using Aegis.Actors;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Security;

/// <summary>Who may call an endpoint, before anything of the request is read. The grains decide again, by the actor; what has no rule is nobody's.</summary>
/// <param name="Least">The least role among people and services.</param>
/// <param name="Customer">Whether a customer may too, with itself.</param>
public sealed record AccessRule(Role Least, bool Customer)
{
    /// <summary>Why the caller may not, or null when it may.</summary>
    internal Problem? Judge(Caller caller, string? customerId) => caller.Role switch
    {
        Role.Customer when !Customer => Problem.Of(StatusCodes.Status403Forbidden, "A customer's session or key may not do this: it is for the customer's own messages, conversation, keys and feedback."),
        // Another customer is not there, rather than forbidden.
        Role.Customer => customerId is null || customerId == caller.Id ? null : Problem.Of(StatusCodes.Status404NotFound, $"There is no customer '{customerId}'."),
        var role => role >= Least ? null : Problem.Of(StatusCodes.Status403Forbidden, $"The key has the role {Name(role)}: this needs {Name(Least)}."),
    };

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>Names the rule of an endpoint, and keeps to it.</summary>
internal static class AccessRules
{
    /// <summary>For people and services of this role and above; a later call for one endpoint overrides its group's.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Role least) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(least, Customer: false));

    /// <summary>The same, and for the customer of the route itself.</summary>
    public static TBuilder NeedsOrCustomer<TBuilder>(this TBuilder builder, Role least) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(least, Customer: true));

    /// <summary>The step around every endpoint of the API.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var problem = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { } rule
            ? rule.Judge(Caller.Of(context), context.GetRouteValue("id") as string)
            : Problem.Of(StatusCodes.Status403Forbidden, "This endpoint has no access rule: say who may call it, with Needs(role), where it is mapped.");
        return problem is null ? next(context) : problem.WriteAsync(context);
    }
}
