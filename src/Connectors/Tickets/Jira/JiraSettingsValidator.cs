using System.Net.Mail;
using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>Finds what is wrong with the settings of Jira; every message names the key and the mend.</summary>
internal static class JiraSettingsValidator
{
    private const string Key = "Connectors:Tickets:Jira";

    private static readonly string[] Purposes = ["create", "comment", "get", "search"];

    public static IEnumerable<string> Errors(JiraSettings jira)
    {
        if (jira is { Url: null, Mcp.Url: null } && (jira.Username is not null || jira.ApiToken is not null || jira.Mcp.Command is not null))
            yield return $"{Key}:Url (JIRA_URL) is not set: set it to Jira's address, such as https://acme.atlassian.net, or leave JIRA_USERNAME, JIRA_API_TOKEN and JIRA_MCP_COMMAND out too.";
        if (!jira.IsSet)
            yield break;
        foreach (var (name, variable, url) in new[] { ("Url", "JIRA_URL", jira.Url), ("BaseUrl", "JIRA_BASE_URL", jira.BaseUrl) })
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0))
                yield return $"{Key}:{name} ({variable}) is \"{url}\": use an http or https address, such as https://acme.atlassian.net.";
        }

        if (jira.Url is not null && jira.Username is null)
            yield return $"{Key}:Username (JIRA_USERNAME) is not set: JIRA_URL is, so set it to the account's e-mail address.";
        if (jira.Url is not null && jira.ApiToken is null)
            yield return $"{Key}:ApiToken (JIRA_API_TOKEN) is not set: JIRA_URL is, so set it to an API token of the account.";
        if (jira.Username is { } user && (user.Contains(':', StringComparison.Ordinal) || !MailAddress.TryCreate(user, out _)))
            yield return $"{Key}:Username (JIRA_USERNAME) is \"{user}\": use the account's e-mail address.";
        if (jira.LinkBase.Length == 0)
            yield return $"{Key}:BaseUrl (JIRA_BASE_URL) is not set: links to tickets begin with it, such as https://acme.atlassian.net.";
        if (string.IsNullOrWhiteSpace(jira.IssueType))
            yield return $"{Key}:IssueType is empty: name a type of issue of the project, such as Task.";
        if (jira.SettleTime < TimeSpan.Zero || jira.SettleTime > TimeSpan.FromSeconds(30))
            yield return $"{Key}:SettleTime is {jira.SettleTime}: use 00:00:00 to 00:00:30.";
        foreach (var purpose in jira.Tools.Keys.Except(Purposes, StringComparer.OrdinalIgnoreCase))
            yield return $"{Key}:Tools:{purpose} is nothing a tool is needed for: use {string.Join(", ", Purposes)}.";
        if (jira.HasMcp)
        {
            foreach (var error in McpSettingsValidator.Errors($"{Key}:Mcp", jira.Mcp))
                yield return error;
        }
    }
}
