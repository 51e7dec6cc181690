namespace Aegis.Connectors.Mcp;

/// <summary>Finds what is wrong with the settings of MCP servers; every message names the key and the mend.</summary>
internal static class McpSettingsValidator
{
    public static IEnumerable<string> Errors(string key, McpServerSettings server)
    {
        if (server.Command is null == server.Url is null)
            yield return $"{key} has {(server.Url is null ? "neither Command nor Url" : "both Command and Url")}: set the one by which the server is reached.";
        if (server.Command is { } command && string.IsNullOrWhiteSpace(command))
            yield return $"{key}:Command is empty: name the program to start.";
        if (server.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0))
            yield return $"{key}:Url is \"{url}\": use an http or https address, such as https://example.com/mcp.";
        if (server.Timeout < TimeSpan.FromMilliseconds(10) || server.Timeout > TimeSpan.FromMinutes(10))
            yield return $"{key}:Timeout is {server.Timeout}: use 00:00:00.010 to 00:10:00.";
        if (server.StartTimeout < TimeSpan.FromMilliseconds(100) || server.StartTimeout > TimeSpan.FromMinutes(30))
            yield return $"{key}:StartTimeout is {server.StartTimeout}: use 00:00:00.100 to 00:30:00.";
        if (server.RestartDelay <= TimeSpan.Zero || server.RestartDelay > server.LongestRestartDelay)
            yield return $"{key}:RestartDelay is {server.RestartDelay}: use more than 00:00:00, and at most LongestRestartDelay ({server.LongestRestartDelay}).";
        if (server.LongestRestartDelay > TimeSpan.FromHours(1))
            yield return $"{key}:LongestRestartDelay is {server.LongestRestartDelay}: use at most 01:00:00.";
        if (server.AtOnce is < 1 or > 64)
            yield return $"{key}:AtOnce is {server.AtOnce}: use 1 to 64.";
        if (server.LongestAnswer is < 1_000 or > 1_000_000)
            yield return $"{key}:LongestAnswer is {server.LongestAnswer}: use 1000 to 1000000.";
    }
}
