using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Aegis.Connectors.IntegrationTests.Mcp;

/// <summary>A tool as a test has it declared and answered.</summary>
/// <param name="Schema">JSON schema of its arguments.</param>
public sealed record HostedTool(string Name, string Schema, Func<JsonObject, CancellationToken, Task<CallToolResult>> Answer, string Description = "")
{
    public static CallToolResult Text(string text, bool isError = false) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}

/// <summary>An MCP server over streamable HTTP on loopback, with the tools of a test.</summary>
public sealed class McpHost : IAsyncDisposable
{
    private static readonly JsonTypeInfo<JsonRpcMessage> Message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly WebApplication _app;
    private readonly HostedTool[] _tools;

    private McpHost(WebApplication app, HostedTool[] tools)
    {
        _app = app;
        _tools = tools;
        app.MapPost("/mcp", AnswerAsync);
    }

    public string Url => $"{_app.Urls.First()}/mcp";

    public static async Task<McpHost> StartAsync(params HostedTool[] tools)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        var host = new McpHost(builder.Build(), tools);
        await host._app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var message = (await JsonSerializer.DeserializeAsync(context.Request.Body, Message, context.RequestAborted))!;
        var version = context.Request.Headers["MCP-Protocol-Version"].ToString();
        message.Context = new JsonRpcMessageContext { ProtocolVersion = version.Length == 0 ? null : version };
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "hosted", Version = "1" },
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers { ListToolsHandler = ListAsync, CallToolHandler = CallAsync },
        });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var run = server.RunAsync(end.Token);
        context.Response.ContentType = "text/event-stream";
        if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
            (context.Response.ContentType, context.Response.StatusCode) = (null, 202);
        await transport.DisposeAsync();
        await end.CancelAsync();
        await run.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken) => new(new ListToolsResult
    {
        Tools = [.. _tools.Select(tool => new Tool { Name = tool.Name, Description = tool.Description, InputSchema = JsonDocument.Parse(tool.Schema).RootElement.Clone() })],
    });

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject((request.Params!.Arguments ?? new Dictionary<string, JsonElement>()).Select(a => KeyValuePair.Create(a.Key, JsonNode.Parse(a.Value.GetRawText()))));
        return _tools.FirstOrDefault(tool => tool.Name == request.Params.Name) is { } tool
            ? await tool.Answer(arguments, cancellationToken)
            : throw new McpProtocolException("Unknown tool.", McpErrorCode.InvalidParams);
    }
}
