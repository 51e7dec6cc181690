using Aegis.Agents;

namespace Aegis.Grains.Routing;

/// <summary>What becomes of a route before it is followed.</summary>
public static class RouteRules
{
    /// <summary>The route to what is handled here: what nobody handles gives way to what else the message wants, and is asked back otherwise.</summary>
    public static Route For(this Route route, Func<string, bool> handled)
    {
        FurtherIntent[] wanted = [new(route.Agent, route.Intent), .. route.Also ?? []];
        if (wanted[0].Agent != Router.Orchestrator && Array.FindIndex(wanted, w => w.Intent == Intents.RotateKey) is > 0 and var at)
        {
            // What replaces a key goes before what shows one.
            wanted = [wanted[at], .. wanted[..at], .. wanted[(at + 1)..]];
            route = route with { Agent = wanted[0].Agent, Intent = wanted[0].Intent, Also = [.. wanted[1..]] };
        }

        ImmutableArray<FurtherIntent> left = [.. wanted.Where(w => w.Agent == Router.Orchestrator || handled(w.Intent))];
        if (left.Length == wanted.Length)
            return route;
        return left.IsEmpty
            ? new(Router.Orchestrator, Intents.Unsure, route.Language, $"Nobody here handles {route.Intent}.")
            : route with { Agent = left[0].Agent, Intent = left[0].Intent, Also = left.Length > 1 ? left[1..] : null };
    }
}
