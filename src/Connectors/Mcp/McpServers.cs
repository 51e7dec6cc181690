using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Aegis.Connectors.Mcp;

/// <summary>The MCP servers of this process; their programs end with it.</summary>
public sealed class McpServers : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentBag<McpServer> _owned = [];

    public McpServers(McpOptions? options = null, TimeProvider? time = null, ILoggerFactory? logs = null)
    {
        Offered = options is null ? []
            : [.. options.Servers.OrderBy(server => server.Key, StringComparer.Ordinal).Select(server => new OfferedServer(Own(new McpServer(server.Key, server.Value, time ?? TimeProvider.System, logs ?? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)), server.Value))];
    }

    /// <summary>Of servers that come from elsewhere.</summary>
    public McpServers(ImmutableArray<OfferedServer> offered) => Offered = offered;

    /// <summary>Those whose tools agents are offered, by name.</summary>
    public ImmutableArray<OfferedServer> Offered { get; }

    /// <summary>All of them, those that serve tickets and documentation too.</summary>
    public ImmutableArray<IMcpServer> All => [.. _owned];

    internal McpServer Own(McpServer server)
    {
        _owned.Add(server);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _owned)
            await server.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}

/// <param name="Settings">What of it is offered, and to whom.</param>
public sealed record OfferedServer(IMcpServer Server, OfferedServerSettings Settings);
