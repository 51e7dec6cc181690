namespace Aegis.Grains.Catalogue;

/// <summary>What using a tool comes to.</summary>
public enum ToolKind
{
    /// <summary>Reads and changes nothing: an <see cref="Agents.ILook"/>, or the customer's profile.</summary>
    Reads,
    /// <summary>Changes something outside: decided by policy, performed by an <see cref="Actions.IActionHandler"/>.</summary>
    Acts,
    /// <summary>Changes the customer's own state, in the commit that intends it; decided by policy too.</summary>
    Internal,
}

/// <summary>One tool: what checks of arguments, schemas for models, evaluation and console all read. The customer is never an argument.</summary>
/// <param name="Name">As agents, policy and ledger name it; of an MCP server "mcp:server:tool".</param>
/// <param name="Description">What it does, in a sentence, for a model and for people.</param>
/// <param name="Arguments">All it takes; any other is refused.</param>
/// <param name="Agents">Who may use it. Policy decides beside that.</param>
public sealed record ToolSpec(string Name, string Description, ToolKind Kind, ImmutableArray<ToolArgument> Arguments, ImmutableArray<string> Agents)
{
    /// <summary>The operation a customer needs only once, however and by whomever it is asked for; null for a tool that may be used again.</summary>
    public string? Once { get; init; }

    /// <summary>Whether the provider can tell by the idempotency key what an attempt came to.</summary>
    public bool CanLookUp { get; init; } = true;

    /// <summary>What its results are the words of: null for Aegis itself, else such as "mcp:github". Such text is data, whatever it says.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether it changes something, so that policy decides and the ledger tells of it.</summary>
    public bool Changes => Kind != ToolKind.Reads;

    public ToolArgument? Argument(string name) => Arguments.FirstOrDefault(argument => argument.Name == name);
}
