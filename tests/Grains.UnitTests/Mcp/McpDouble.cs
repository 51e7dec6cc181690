using System.Text.Json.Nodes;
using Aegis.Connectors;
using Aegis.Connectors.Mcp;

namespace Aegis.Grains.UnitTests.Mcp;

/// <summary>An MCP server that declares and answers what a test says.</summary>
internal sealed class McpDouble : IMcpServer
{
    private const string Schema = """{"properties":{"count":{"type":"integer"},"title":{"type":"string"}},"required":["title"],"type":"object"}""";

    private readonly List<McpTool> _tools = [];

    public string Name => "tracker";

    public int? ProcessId => null;

    public List<(string Tool, string Arguments, bool Changes)> Calls { get; } = [];

    public McpAnswer Answer { get; set; } = new("Seven things.", null, IsError: false, IsCut: false);

    public ConnectorException? Failure { get; set; }

    /// <summary>Declares a tool, in place of one of that name.</summary>
    public McpDouble Declare(string tool, string description, string schema = Schema)
    {
        _tools.RemoveAll(known => known.Name == tool);
        _tools.Add(new McpTool(tool, description, schema, "{}"));
        return this;
    }

    /// <summary>The server as the resolution agent is offered it: "search" reads, "create" acts.</summary>
    public McpServers Offered() => new([new OfferedServer(this, new OfferedServerSettings
    {
        Command = "unused",
        Tools =
        {
            ["search"] = new ToolOffer { Risk = ToolRisk.Read, Agents = ["resolution"] },
            ["create"] = new ToolOffer { Risk = ToolRisk.Act, Agents = ["resolution"] },
        },
    })]);

    public void Withdraw(string tool) => _tools.RemoveAll(known => known.Name == tool);

    public Task<ImmutableArray<McpTool>> ListToolsAsync(bool anew, CancellationToken cancellationToken) => Task.FromResult(_tools.ToImmutableArray());

    public Task<McpAnswer> CallAsync(string tool, JsonObject arguments, bool changes, CancellationToken cancellationToken)
    {
        Calls.Add((tool, arguments.ToJsonString(), changes));
        return Failure is null ? Task.FromResult(Answer) : Task.FromException<McpAnswer>(Failure);
    }

    public Task<bool> EndAsync() => Task.FromResult(false);
}
