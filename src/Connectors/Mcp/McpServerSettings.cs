namespace Aegis.Connectors.Mcp;

/// <summary>One MCP server: a program started by a command and spoken to over its standard input and output, or one at a URL over streamable HTTP.</summary>
public class McpServerSettings
{
    /// <summary>The program to start; not with <see cref="Url"/>.</summary>
    public string? Command { get; set; }

    public IList<string> Arguments { get; set; } = [];

    /// <summary>What the program is told. Of this process' own variables it gets none but PATH, HOME, LANG and the like: they hold secrets.</summary>
    public IDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the program runs; null is the directory of this one.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>Where the server is, http or https; not with <see cref="Command"/>.</summary>
    public string? Url { get; set; }

    /// <summary>Sent with each request to <see cref="Url"/>, such as Authorization.</summary>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The protocol's revision to ask for; null is the newest, or an older one where the server knows no newer.</summary>
    public string? ProtocolVersion { get; set; }

    /// <summary>How long one call may take before its outcome counts as unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the program may take until it answers first; a container may be fetched in this time.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before a server that failed is started again; doubles with each failure in a row. The first time it is started at once.</summary>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRestartDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls at a time, 1 to 64; others wait.</summary>
    public int AtOnce { get; set; } = 4;

    /// <summary>Characters of an answer that are kept, 1,000 to 1,000,000; the rest is cut off.</summary>
    public int LongestAnswer { get; set; } = 20_000;

    /// <summary>Whether there is such a server at all.</summary>
    internal bool IsSet => Command is not null || Url is not null;

    /// <summary>Whether nothing goes on once the program was ended: not where it only speaks for one elsewhere.</summary>
    internal bool EndsWithItsProgram => Command is not null && Path.GetFileNameWithoutExtension(Command) is not ("docker" or "podman" or "nerdctl" or "ssh");
}
