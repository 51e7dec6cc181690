using System.Text.Json.Nodes;
using Aegis.Connectors.Mcp;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests.Mcp;

public sealed class DocsServerTests
{
    private const string Schema = """{"type":"object","properties":{"query":{"type":"string"},"language":{"type":"string"}},"required":["query"]}""";

    [Theory]
    [InlineData(false, "query_knowledge_base")]
    [InlineData(true, "chargebee_code_planner")]
    public async Task Question_GoesToTheToolForIt(bool code, string tool)
    {
        JsonObject? asked = null;
        await using var host = await McpHost.StartAsync(
            new("query_knowledge_base", Schema, (arguments, _) => Answered(asked = arguments)),
            new("chargebee_code_planner", Schema, (arguments, _) => Answered(asked = arguments)));
        await using var services = Services(host);

        var answer = (await services.GetRequiredService<IDocsServer>().AskAsync("How are refunds made?", code, "python", CancellationToken.None)).ShouldNotBeNull();

        (answer.Tool, answer.Text).ShouldBe((tool, "Refunds are made so."));
        asked!["query"]!.ToString().ShouldBe("How are refunds made?");
        asked["language"]!.ToString().ShouldBe("python");
    }

    [Fact]
    public async Task Question_OfCodeWithoutAToolForIt_GoesToTheOther()
    {
        await using var host = await McpHost.StartAsync(new HostedTool("query_knowledge_base", Schema, (_, _) => Answered(null)));
        await using var services = Services(host);

        (await services.GetRequiredService<IDocsServer>().AskAsync("How?", code: true, null, CancellationToken.None)).ShouldNotBeNull().Tool.ShouldBe("query_knowledge_base");
    }

    [Fact]
    public async Task Question_ThatFindsNothing_IsAnsweredByNothing()
    {
        await using var host = await McpHost.StartAsync(new HostedTool("query_knowledge_base", Schema, (_, _) => Task.FromResult(HostedTool.Text("  "))));
        await using var services = Services(host);

        (await services.GetRequiredService<IDocsServer>().AskAsync("How?", code: false, null, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Server_ThatReportsAnError_Fails() =>
        await FailsAsync((_, _) => Task.FromResult(HostedTool.Text("no", isError: true)), FailureKind.Rejected);

    [Fact]
    public async Task Server_ThatHangs_Fails() => await FailsAsync(async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        return HostedTool.Text("never");
    }, FailureKind.Unavailable, TimeSpan.FromSeconds(3));

    [Fact]
    public async Task Server_ThatSendsWithoutEnd_Fails() =>
        await FailsAsync((_, _) => Task.FromResult(HostedTool.Text(new string('x', 6 << 20))), FailureKind.Unavailable);

    private static Task<ModelContextProtocol.Protocol.CallToolResult> Answered(JsonObject? _) => Task.FromResult(HostedTool.Text("Refunds are made so."));

    private static async Task FailsAsync(Func<JsonObject, CancellationToken, Task<ModelContextProtocol.Protocol.CallToolResult>> answer, FailureKind kind, TimeSpan? timeout = null)
    {
        await using var host = await McpHost.StartAsync(new HostedTool("query_knowledge_base", Schema, answer));
        await using var services = Services(host, timeout);

        var failure = await Should.ThrowAsync<ConnectorException>(() => services.GetRequiredService<IDocsServer>().AskAsync("How?", code: false, null, CancellationToken.None));

        failure.Kind.ShouldBe(kind);
    }

    private static ServiceProvider Services(McpHost host, TimeSpan? timeout = null)
    {
        var options = new McpOptions();
        (options.Docs.Url, options.Docs.Timeout) = (host.Url, timeout ?? TimeSpan.FromSeconds(20));
        return new ServiceCollection().AddAegisConnectors(new ConnectorOptions { DataDirectory = Path.GetTempPath() }).AddAegisMcp(options).BuildServiceProvider();
    }
}
