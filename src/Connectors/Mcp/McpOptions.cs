namespace Aegis.Connectors.Mcp;

/// <summary>The MCP servers whose tools agents are offered; configuration section "Mcp".</summary>
public sealed class McpOptions
{
    public const string Section = "Mcp";

    /// <summary>By name: letters, digits, _ and -, at most 32.</summary>
    public IDictionary<string, OfferedServerSettings> Servers { get; set; } = new Dictionary<string, OfferedServerSettings>(StringComparer.Ordinal);

    /// <summary>Searches documentation and code; set by CHARGEBEE_MCP_URL. Without it our own documents are searched.</summary>
    public DocsServerSettings Docs { get; set; } = new();

    /// <summary>How often the servers' tools are read anew, so that a change is seen.</summary>
    public TimeSpan Refresh { get; set; } = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">A setting is wrong; the message names its key and the mend.</exception>
    public void ThrowIfInvalid()
    {
        var errors = Errors().ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors));
    }

    private IEnumerable<string> Errors()
    {
        if (Refresh < TimeSpan.FromMilliseconds(100) || Refresh > TimeSpan.FromHours(1))
            yield return $"Mcp:Refresh is {Refresh}: use 00:00:00.100 to 01:00:00.";
        if (Docs.IsSet)
        {
            foreach (var error in McpSettingsValidator.Errors("Mcp:Docs", Docs))
                yield return error;
        }

        foreach (var (name, server) in Servers)
        {
            var key = $"Mcp:Servers:{name}";
            if (name is not { Length: > 0 and <= 32 } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                yield return $"{key} is no name of a server: use letters, digits, _ and -, at most 32.";
            foreach (var error in McpSettingsValidator.Errors(key, server).Concat(ToolErrors(key, server)))
                yield return error;
        }
    }

    private static IEnumerable<string> ToolErrors(string key, OfferedServerSettings server)
    {
        if (server.Tools.Count == 0)
            yield return $"{key}:Tools is empty: name the tools that are offered, each with its Risk and Agents, or * for all others.";
        foreach (var (tool, offer) in server.Tools)
        {
            if (offer.Risk is null)
                yield return $"{key}:Tools:{tool}:Risk is not set: use read or act.";
            if (offer.Agents.Count == 0)
                yield return $"{key}:Tools:{tool}:Agents is empty: name the agents that may use it, such as resolution.";
        }
    }
}

/// <summary>A server whose tools agents are offered.</summary>
public sealed class OfferedServerSettings : McpServerSettings
{
    /// <summary>What is offered, by the tool's name; "*" stands for all not named. A tool that is in neither way named is not offered.</summary>
    public IDictionary<string, ToolOffer> Tools { get; set; } = new Dictionary<string, ToolOffer>(StringComparer.Ordinal);

    /// <summary>How a tool is offered, or null when it is not.</summary>
    public ToolOffer? OfferOf(string tool) => Tools.TryGetValue(tool, out var offer) || Tools.TryGetValue("*", out offer) ? offer : null;
}

public sealed class ToolOffer
{
    /// <summary>Declared by whoever configures it: what the server says of its tools is not believed.</summary>
    public ToolRisk? Risk { get; set; }

    /// <summary>The agents that are offered it: onboarding, resolution, feedback, growth.</summary>
    public IList<string> Agents { get; set; } = [];
}

public enum ToolRisk
{
    /// <summary>Reads and changes nothing.</summary>
    Read,
    /// <summary>Changes something: policy decides, by default that a person approves it.</summary>
    Act,
}

/// <summary>A server that searches documentation and code.</summary>
public sealed class DocsServerSettings : McpServerSettings
{
    /// <summary>A customer waits for the answer, and our own documents are there.</summary>
    public DocsServerSettings() => Timeout = TimeSpan.FromSeconds(8);

    /// <summary>What replies call it.</summary>
    public string Title { get; set; } = "Chargebee's documentation";

    /// <summary>The tool that answers questions; null finds it by its name.</summary>
    public string? DocsTool { get; set; }

    /// <summary>The tool that answers with code; null finds it by its name, or takes the other.</summary>
    public string? CodeTool { get; set; }
}
