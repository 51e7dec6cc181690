using Aegis.Grains.Catalogue;

namespace Aegis.Grains.Policy;

/// <summary>What the protocol must know of each tool, by the table of tools.</summary>
public static class ToolTraits
{
    /// <summary>The operation a customer needs only once, however and by whomever it is asked for; null for tools that may be used again.</summary>
    public static string? OnceFor(string tool) => BuiltInTools.Find(tool)?.Once;

    /// <summary>Performed by the customer's grain itself, in the commit of the intent.</summary>
    public static bool IsInternal(string tool) => BuiltInTools.Find(tool)?.Kind == ToolKind.Internal;

    /// <summary>Whether the provider can tell by the idempotency key what an attempt came to. Mail cannot, and no tool of a server is known to.</summary>
    public static bool CanLookUp(string tool) => BuiltInTools.Find(tool)?.CanLookUp ?? !ToolNames.IsOfServer(tool);
}
