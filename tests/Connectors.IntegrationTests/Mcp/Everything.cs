using Aegis.Connectors.Mcp;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Mcp;

/// <summary>The reference server of the protocol, which is not ours.</summary>
public static class Everything
{
    public const string Package = "@modelcontextprotocol/server-everything";

    public static OfferedServerSettings OverStdio(params string[] tools) => Offering(new OfferedServerSettings { Command = "node", Arguments = [NodePackages.Program(Package), "stdio"] }, tools);

    public static Task<NodeServer> OverHttpAsync(int? port = null) =>
        NodeServer.StartAsync(NodePackages.Program(Package), "listening on port", ["streamableHttp"], port: port);

    public static OfferedServerSettings At(NodeServer server) => Offering(new OfferedServerSettings { Url = $"{server.Url}mcp" });

    private static OfferedServerSettings Offering(OfferedServerSettings settings, params string[] tools)
    {
        foreach (var tool in tools is [] ? ["*"] : tools)
            settings.Tools[tool] = new ToolOffer { Risk = ToolRisk.Read, Agents = ["resolution"] };
        return settings;
    }
}
