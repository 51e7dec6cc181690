using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>A real Jira: through an MCP server, and directly where that fails. Without both, the sandbox keeps the tickets.</summary>
public sealed class JiraSettings
{
    /// <summary>Where Jira is, such as https://acme.atlassian.net.</summary>
    public string? Url { get; set; }

    /// <summary>The account's e-mail address.</summary>
    public string? Username { get; set; }

    public string? ApiToken { get; set; }

    /// <summary>What links to tickets begin with; null is <see cref="Url"/>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The type of the issues that are made.</summary>
    public string IssueType { get; set; } = "Task";

    /// <summary>The MCP server: by default the mcp-atlassian image. A command of "none" does without one.</summary>
    public McpServerSettings Mcp { get; set; } = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Tools of the MCP server by what they are for: create, comment, get, search. Those not named are found by their names.</summary>
    public IDictionary<string, string> Tools { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long Jira's search may take to show what was just made: waited for before anything whose outcome is in doubt is made again.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether Jira keeps the tickets.</summary>
    public bool IsSet => Url is not null || Mcp.Url is not null;

    internal bool HasMcp => Mcp.Command != NoCommand && Mcp.IsSet;

    internal bool HasRest => Url is not null && Username is not null && ApiToken is not null;

    /// <summary>What links begin with, without a slash at its end.</summary>
    internal string LinkBase => (BaseUrl ?? Url ?? "").TrimEnd('/');

    private const string NoCommand = "none";
    private const string Image = "ghcr.io/sooperset/mcp-atlassian:latest";

    /// <summary>The settings with the server's command and what it needs to know, by all the names that servers know it by.</summary>
    internal JiraSettings Completed()
    {
        if (Mcp is { Command: null, Url: null })
        {
            Mcp.Command = "docker";
            Mcp.Arguments = ["run", "--rm", "-i", "-e", "JIRA_URL", "-e", "JIRA_USERNAME", "-e", "JIRA_API_TOKEN", Image];
        }

        if (Mcp.Command is null)
            return this;
        Mcp.LongestAnswer = 400_000;
        foreach (var name in (string[])["JIRA_URL", "JIRA_BASE_URL", "ATLASSIAN_BASE_URL"])
            Tell(name, Url);
        foreach (var name in (string[])["JIRA_USERNAME", "JIRA_EMAIL", "ATLASSIAN_EMAIL"])
            Tell(name, Username);
        foreach (var name in (string[])["JIRA_API_TOKEN", "ATLASSIAN_API_TOKEN"])
            Tell(name, ApiToken);
        return this;
    }

    private void Tell(string name, string? value)
    {
        if (value is not null)
            Mcp.Environment.TryAdd(name, value);
    }
}
