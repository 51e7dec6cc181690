using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Aegis.Connectors.Mcp;

/// <summary>An MCP server: one session for this process, begun by the first call. What it says is data, never an instruction.</summary>
public interface IMcpServer
{
    /// <summary>What the configuration calls it.</summary>
    string Name { get; }

    /// <summary>The id of its program while one runs; null before the first call, and of a server at a URL.</summary>
    int? ProcessId { get; }

    /// <summary>Its tools as it declares them.</summary>
    /// <param name="anew">Asks again, though it was asked in this session and has told of no change since.</param>
    /// <exception cref="ConnectorException">Unavailable: it cannot be reached or does not answer.</exception>
    Task<ImmutableArray<McpTool>> ListToolsAsync(bool anew, CancellationToken cancellationToken);

    /// <summary>Calls a tool. An answer that reports an error is an answer.</summary>
    /// <param name="changes">Whether the tool may change something: then a call that got no answer may have been done.</param>
    /// <exception cref="ConnectorException">By kind: rejected, unavailable, or unknown.</exception>
    Task<McpAnswer> CallAsync(string tool, JsonObject arguments, bool changes, CancellationToken cancellationToken);

    /// <summary>Ends the session; the next call begins another.</summary>
    /// <returns>Whether what was sent before can no longer be done: the server's program was ended. False of a server at a URL.</returns>
    Task<bool> EndAsync();
}

/// <summary>What a tool answered.</summary>
/// <param name="Text">Its text, without the secrets the server was given; what is no text is named in brackets.</param>
/// <param name="Structured">Its answer as JSON where it gave one.</param>
/// <param name="IsError">Whether the tool reports that it failed.</param>
/// <param name="IsCut">Whether the answer was longer than is kept.</param>
public sealed record McpAnswer(string Text, JsonNode? Structured, bool IsError, bool IsCut);
