using Aegis.Connectors;

namespace Aegis.Silo.Settings;

/// <summary>The settings of Jira by the names that people know them by.</summary>
public static class JiraVariables
{
    /// <summary>JIRA_URL, JIRA_USERNAME, JIRA_API_TOKEN, JIRA_BASE_URL, JIRA_PROJECT_KEY, and JIRA_MCP_URL or JIRA_MCP_COMMAND with JIRA_MCP_ARGS.</summary>
    public static ConnectorOptions WithJira(this ConnectorOptions options, IConfiguration configuration)
    {
        var (tickets, jira) = (options.Tickets, options.Tickets.Jira);
        jira.Url = Text("JIRA_URL") ?? jira.Url;
        jira.Username = Text("JIRA_USERNAME") ?? jira.Username;
        jira.ApiToken = Text("JIRA_API_TOKEN") ?? jira.ApiToken;
        jira.BaseUrl = Text("JIRA_BASE_URL") ?? jira.BaseUrl;
        tickets.ProjectKey = Text("JIRA_PROJECT_KEY") ?? tickets.ProjectKey;
        jira.Mcp.Url = Text("JIRA_MCP_URL") ?? jira.Mcp.Url;
        if (Text("JIRA_MCP_COMMAND") is { } command)
        {
            var words = Text("JIRA_MCP_ARGS") is { } arguments ? [command, .. CommandLineWords.Split(arguments)] : CommandLineWords.Split(command);
            (jira.Mcp.Command, jira.Mcp.Arguments) = (words[0], [.. words[1..]]);
        }

        return options;

        string? Text(string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }
}
