using Aegis.Actors;
using Aegis.Connectors;
using Aegis.Connectors.Mcp;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Keys;
using Aegis.Grains.Knowledge;
using Aegis.Mcp;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>Offers agents the tools of MCP servers: those that are configured, as they were accepted, and while their servers declare nothing else.</summary>
public sealed partial class McpToolSource(McpServers servers, IGrainFactory grains, IActorAuthority authority, McpPins pins, ILogger<McpToolSource> logger) : IToolSource
{
    private const int LongestDetails = 200;

    private volatile OfferedTool[] _offered = [];

    public ImmutableArray<ToolSpec> Tools => [.. _offered.Select(tool => tool.Spec)];

    private IMcpCatalogGrain Catalog => grains.GetGrain<IMcpCatalogGrain>($"{GrainKey.DefaultWorkspace}/$mcp");

    /// <summary>Asks every server what it declares, and offers what of it is accepted. A server that cannot be asked keeps what it had.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(servers.Offered.Select(server => ReportAsync(server, cancellationToken)));
        await OfferAsync();
    }

    /// <summary>Offers what is accepted by now.</summary>
    public async Task OfferAsync()
    {
        var kept = await Catalog.ListAsync(Self);
        if (kept.Ok)
            _offered = [.. servers.Offered.SelectMany(server => kept.Value.Where(entry => entry.Server == server.Server.Name && entry.Status == McpToolStatus.Offered)
                .Select(entry => OfferedTool.Of(server, entry))).OfType<OfferedTool>()];
    }

    public async Task<Finding> LookAsync(string tool, LookRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(tool, request.Arguments, ToolKind.Reads, cancellationToken);
            var text = SecretMask.Apply(answer.Text);
            return answer.IsError
                ? new McpFinding(tool, $"It answered with an error: {DocumentText.Line(text, LongestDetails)}", text)
                : new McpFinding(tool, $"{text.Length} characters{(answer.IsCut ? ", cut" : "")}: {DocumentText.Line(text, LongestDetails)}", text);
        }
        catch (ConnectorException failure)
        {
            return new McpFinding(tool, failure.Message, "");
        }
    }

    /// <summary>Calls a tool that is offered, after its server has said that it still declares it as it was accepted.</summary>
    /// <exception cref="ConnectorException">Rejected: it is not offered, or changed. Else by kind.</exception>
    internal async Task<McpAnswer> CallAsync(string name, ImmutableSortedDictionary<string, string> arguments, ToolKind kind, CancellationToken cancellationToken)
    {
        var tool = _offered.FirstOrDefault(offered => offered.Spec.Name == name && offered.Spec.Kind == kind)
            ?? throw new ConnectorException(FailureKind.Rejected, $"{name} is not offered.");
        if (ToolInput.Check(tool.Spec, arguments).Refusal is { } fault)
            throw new ConnectorException(FailureKind.Rejected, fault.Message);
        var declared = (await tool.Server.Server.ListToolsAsync(anew: false, cancellationToken)).FirstOrDefault(d => d.Name == tool.Accepted.Tool);
        if (declared is null || !pins.Holds(tool.Accepted, declared.Hash))
        {
            await ReportAsync(tool.Server, cancellationToken);
            await OfferAsync();
            throw new ConnectorException(FailureKind.Rejected, $"{name} is no longer declared as it was accepted: an administrator looks at it first.");
        }

        return await tool.Server.Server.CallAsync(tool.Accepted.Tool, McpArguments.ToJson(tool.Spec.Arguments, arguments), kind != ToolKind.Reads, cancellationToken);
    }

    private async Task ReportAsync(OfferedServer server, CancellationToken cancellationToken)
    {
        try
        {
            var declared = await server.Server.ListToolsAsync(anew: true, cancellationToken);
            foreach (var unfit in declared.Where(tool => tool.Fault is not null))
                LogUnfit(server.Server.Name, unfit.Fault!);
            await Catalog.ReportAsync(Self, server.Server.Name, [.. declared.Where(tool => tool.Fault is null).Select(tool => Of(tool, server.Settings.OfferOf(tool.Name))).OfType<McpDeclaration>()]);
        }
        catch (ConnectorException failure)
        {
            LogUnreachable(server.Server.Name, failure.Message);
        }
    }

    private static McpDeclaration? Of(McpTool tool, ToolOffer? offer) => offer is null ? null
        : new(tool.Name, tool.Description, tool.InputSchema, tool.Hash, offer.Risk == ToolRisk.Act ? McpRisk.Act : McpRisk.Read, [.. offer.Agents.Order(StringComparer.Ordinal)]);

    private Actor Self => authority.Sign("mcp", Role.System, GrainKey.DefaultWorkspace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The MCP server {Server} cannot be asked for its tools: {Reason}")]
    private partial void LogUnreachable(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A tool of the MCP server {Server} is left out: {Fault}")]
    private partial void LogUnfit(string server, string fault);

    /// <param name="Accepted">What was accepted of it: this, not what the server says now, is what models are told.</param>
    private sealed record OfferedTool(OfferedServer Server, McpDeclaration Accepted, ToolSpec Spec)
    {
        public static OfferedTool? Of(OfferedServer server, McpToolEntry entry) =>
            entry.Accepted is not { } accepted || McpArguments.Of(accepted.Schema) is not { } arguments ? null
            : new(server, accepted, new(ToolNames.OfServer(entry.Server, accepted.Tool), accepted.Description,
                accepted.Risk == McpRisk.Act ? ToolKind.Acts : ToolKind.Reads, arguments, accepted.Agents)
            {
                CanLookUp = false,
                Origin = $"mcp:{entry.Server}",
            });
    }
}
