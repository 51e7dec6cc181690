using Aegis.Connectors;
using Aegis.Connectors.Mcp;
using Aegis.Fixtures;
using Aegis.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Aegis.Cluster.UnitTests.Settings;

public sealed class McpVariablesTests
{
    [Fact]
    public void Jira_ByItsVariables_IsSetWhole()
    {
        var tickets = new ConnectorOptions().WithJira(Configuration(
            ("JIRA_URL", "https://acme.atlassian.net"), ("JIRA_USERNAME", "robot@example.com"), ("JIRA_API_TOKEN", "token"), ("JIRA_PROJECT_KEY", "SUP"),
            ("JIRA_BASE_URL", "https://tickets.example"), ("JIRA_MCP_COMMAND", "uvx"), ("JIRA_MCP_ARGS", "mcp-atlassian --env-file '/etc/my jira.env'"))).Tickets;

        tickets.ProjectKey.ShouldBe("SUP");
        tickets.Jira.ShouldSatisfyAllConditions(
            j => j.IsSet.ShouldBeTrue(), j => j.Url.ShouldBe("https://acme.atlassian.net"), j => j.BaseUrl.ShouldBe("https://tickets.example"),
            j => j.Mcp.Command.ShouldBe("uvx"), j => j.Mcp.Arguments.ShouldBe(["mcp-atlassian", "--env-file", "/etc/my jira.env"]));
    }

    [Fact]
    public void Jira_WithACommandLineAsCommand_IsSplit() =>
        new ConnectorOptions().WithJira(Configuration(("JIRA_MCP_COMMAND", "npx -y some-server"))).Tickets.Jira.Mcp.ShouldSatisfyAllConditions(
            m => m.Command.ShouldBe("npx"), m => m.Arguments.ShouldBe(["-y", "some-server"]));

    [Fact]
    public void Jira_WithoutVariables_IsNotSet() => new ConnectorOptions().WithJira(Configuration()).Tickets.Jira.IsSet.ShouldBeFalse();

    [Fact]
    public void Servers_InAFile_AreRead()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "mcp.json");
        File.WriteAllText(path, """{"Servers":{"tracker":{"Command":"npx","Arguments":["-y","x"],"Environment":{"TOKEN":"t"},"Tools":{"search":{"Risk":"read","Agents":["resolution"]},"*":{"Risk":"act","Agents":["growth"]}}}}}""");

        var options = McpSettings.Read(Configuration(("Aegis:McpFile", path), ("CHARGEBEE_MCP_URL", "https://acme.mcp.chargebee.com/knowledge")));

        var server = options.Servers.Single().Value;
        server.ShouldSatisfyAllConditions(
            s => s.Arguments.ShouldBe(["-y", "x"]), s => s.Environment["TOKEN"].ShouldBe("t"),
            s => s.OfferOf("search")!.Risk.ShouldBe(ToolRisk.Read), s => s.OfferOf("anything")!.Risk.ShouldBe(ToolRisk.Act));
        options.Docs.Url.ShouldBe("https://acme.mcp.chargebee.com/knowledge");
        Should.NotThrow(options.ThrowIfInvalid);
    }

    [Fact]
    public void File_ThatIsMissing_IsNamed() =>
        Should.Throw<SettingException>(() => McpSettings.Read(Configuration(("Aegis:McpFile", "/nowhere/mcp.json")))).Message.ShouldContain("AEGIS_MCP_FILE");

    [Fact]
    public void File_ThatIsNamed_IsNoSecret() =>
        SecretFiles.Read([new("AEGIS_MCP_FILE", "/nowhere/mcp.json")]).ShouldBe([new("AEGIS_MCP_FILE", "/nowhere/mcp.json")]);

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
}
