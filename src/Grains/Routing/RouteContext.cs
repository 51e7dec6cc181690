using Aegis.Agents;

namespace Aegis.Grains.Routing;

/// <summary>What the turn before a message was about.</summary>
/// <param name="Language">The programming language it named, or null.</param>
public sealed record RouteContext(string Agent, string Intent, string? Language)
{
    public static RouteContext Of(Route route) => new(route.Agent, route.Intent, route.Language);
}
