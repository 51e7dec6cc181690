using Aegis.Actors;

namespace Aegis.Mcp;

/// <summary>What a tool of an MCP server may do, as the configuration declares it.</summary>
[GenerateSerializer, Alias("aegis.McpRisk")]
public enum McpRisk
{
    /// <summary>Reads and changes nothing.</summary>
    Read,
    /// <summary>Changes something: policy decides.</summary>
    Act,
}

[GenerateSerializer, Alias("aegis.McpToolStatus")]
public enum McpToolStatus
{
    /// <summary>Agents are offered it, as it was accepted.</summary>
    Offered,
    /// <summary>Seen for the first time, and not offered before an administrator accepts it.</summary>
    New,
    /// <summary>Its server declares it otherwise than it was accepted: not offered before an administrator accepts the change.</summary>
    Changed,
    /// <summary>Its server declares it no more.</summary>
    Gone,
}

/// <summary>A tool as its server declares it now.</summary>
/// <param name="Description">The server's own words: data.</param>
/// <param name="Schema">JSON schema of its arguments, canonical.</param>
/// <param name="Hash">SHA-256, hex, of everything declared.</param>
/// <param name="Agents">Who is offered it, by the configuration.</param>
[GenerateSerializer, Immutable, Alias("aegis.McpDeclaration")]
public sealed record McpDeclaration(
    [property: Id(0)] string Tool,
    [property: Id(1)] string Description,
    [property: Id(2)] string Schema,
    [property: Id(3)] string Hash,
    [property: Id(4)] McpRisk Risk,
    [property: Id(5)] ImmutableArray<string> Agents);

/// <summary>A tool of an MCP server as the catalogue keeps it.</summary>
/// <param name="Id">Follows from server and tool.</param>
/// <param name="Now">As its server declared it last.</param>
/// <param name="Accepted">As it is offered; null before it was accepted. Differs from <see cref="Now"/> after a change.</param>
/// <param name="AcceptedBy">Who accepted it, such as "admin:alice"; null where the first sight of a reading tool was enough.</param>
[GenerateSerializer, Immutable, Alias("aegis.McpToolEntry")]
public sealed record McpToolEntry(
    [property: Id(0)] string Id,
    [property: Id(1)] string Server,
    [property: Id(2)] McpToolStatus Status,
    [property: Id(3)] McpDeclaration Now,
    [property: Id(4)] McpDeclaration? Accepted,
    [property: Id(5)] string? AcceptedBy,
    [property: Id(6)] DateTimeOffset? AcceptedAt,
    [property: Id(7)] DateTimeOffset FirstSeenAt,
    [property: Id(8)] DateTimeOffset ChangedAt);

/// <summary>The tools of a workspace's MCP servers, each pinned by the hash of what its server declares; keyed "workspace/$mcp". A tool that changes is not offered until an administrator accepts the change.</summary>
[Alias("aegis.IMcpCatalogGrain")]
public interface IMcpCatalogGrain : IGrainWithStringKey
{
    /// <summary>Takes in what a server declares now, all of it, and tells what is kept of that server. From Aegis itself.</summary>
    [Alias("ReportAsync")]
    Task<Result<ImmutableArray<McpToolEntry>>> ReportAsync(Actor actor, string server, ImmutableArray<McpDeclaration> declared);

    /// <summary>All tools, by server and name.</summary>
    [Alias("ListAsync")]
    Task<Result<ImmutableArray<McpToolEntry>>> ListAsync(Actor actor);

    /// <summary>Accepts a tool as it is declared now. Only an administrator may.</summary>
    /// <param name="hash">Of the declaration that was looked at: where it changed since, this is a Conflict.</param>
    [Alias("AcceptAsync")]
    Task<Result<McpToolEntry>> AcceptAsync(Actor actor, string toolId, string hash);
}
