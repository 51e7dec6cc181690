using Aegis.Connectors.Mcp;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests.Mcp;

public sealed class McpSettingsTests
{
    [Fact]
    public void Servers_ConfiguredWrongly_AreNamedWithTheMend()
    {
        var options = new McpOptions
        {
            Servers =
            {
                ["no tools"] = new OfferedServerSettings { Command = "x" },
                ["both"] = new OfferedServerSettings { Command = "x", Url = "ftp://x", AtOnce = 0, Tools = { ["a"] = new ToolOffer() } },
                ["neither"] = new OfferedServerSettings { Tools = { ["*"] = new ToolOffer { Risk = ToolRisk.Read, Agents = ["resolution"] } } },
            },
        };

        var failure = Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisMcp(options));

        foreach (var part in (string[])["Mcp:Servers:no tools is no name", "Mcp:Servers:no tools:Tools is empty", "Mcp:Servers:both has both Command and Url", "Mcp:Servers:both:Url is \"ftp://x\"",
            "Mcp:Servers:both:AtOnce is 0", "Mcp:Servers:both:Tools:a:Risk is not set", "Mcp:Servers:both:Tools:a:Agents is empty", "Mcp:Servers:neither has neither Command nor Url"])
            failure.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData(null, "robot@example.com", "token", "JIRA_URL")]
    [InlineData("https://acme.atlassian.net", null, "token", "JIRA_USERNAME")]
    [InlineData("https://acme.atlassian.net", "robot@example.com", null, "JIRA_API_TOKEN")]
    [InlineData("acme.atlassian.net", "robot@example.com", "token", "JIRA_URL")]
    [InlineData("https://acme.atlassian.net", "robot", "token", "JIRA_USERNAME")]
    public void Jira_ConfiguredHalf_NamesTheVariable(string? url, string? username, string? token, string variable)
    {
        var options = new ConnectorOptions();
        (options.Tickets.Jira.Url, options.Tickets.Jira.Username, options.Tickets.Jira.ApiToken) = (url, username, token);

        Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisConnectors(options)).Message.ShouldContain(variable);
    }
}
