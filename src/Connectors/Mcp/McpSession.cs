using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Aegis.Connectors.Mcp;

/// <summary>One session with a server, and the program behind it where it has one.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private const int LargestMessage = 4 << 20;

    private readonly McpClient _client;
    private readonly McpProcess? _process;
    private readonly McpAnswers _answers;
    private volatile bool _toolsChanged = true;
    private ImmutableArray<McpTool> _tools = [];

    private McpSession(McpClient client, McpProcess? process, McpAnswers answers)
    {
        _client = client;
        _process = process;
        _answers = answers;
    }

    public int? ProcessId => _process?.Id;

    /// <summary>Ends when the server does.</summary>
    public Task Completion => _client.Completion;

    /// <exception cref="ConnectorException">Unavailable: it cannot be reached or does not answer.</exception>
    public static async Task<McpSession> OpenAsync(string name, McpServerSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        McpSession? opened = null;
        var process = settings.Command is null ? null : McpProcess.Start(name, settings);
        try
        {
            // The library's own log may tell what is said: it gets none.
            var client = await McpClient.CreateAsync(Transport(name, settings, process), new McpClientOptions
            {
                ClientInfo = new Implementation { Name = "aegis", Version = typeof(McpSession).Assembly.GetName().Version?.ToString(3) ?? "0" },
                ProtocolVersion = settings.ProtocolVersion,
                InitializationTimeout = settings.StartTimeout,
                TimeProvider = time,
                // Nothing is offered to servers: they may neither ask a model, nor a person, nor see files.
                Handlers = new McpClientHandlers
                {
                    NotificationHandlers = [new(NotificationMethods.ToolListChangedNotification, (_, _) => { opened?._toolsChanged = true; return default; })],
                },
            }, null, cancellationToken);
            return opened = new McpSession(client, process, new McpAnswers(settings));
        }
        catch
        {
            if (process is not null)
                await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The tools: as they were, unless the server said that they changed or they are asked for anew.</summary>
    public async Task<ImmutableArray<McpTool>> ListToolsAsync(bool anew, CancellationToken cancellationToken)
    {
        if (anew || _toolsChanged)
        {
            _toolsChanged = false;
            try
            {
                var listed = await _client.ListToolsAsync(cancellationToken: cancellationToken);
                _tools = [.. listed.Select(tool => McpAnswers.Read(tool.ProtocolTool))];
            }
            catch
            {
                _toolsChanged = true;
                throw;
            }
        }

        return _tools;
    }

    public async Task<McpAnswer> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        var given = arguments.ToDictionary(argument => argument.Key, argument => (object?)JsonSerializer.SerializeToElement(argument.Value));
        return _answers.Read(await _client.CallToolAsync(tool, given, cancellationToken: cancellationToken));
    }

    /// <summary>Whether the server still answers anything.</summary>
    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.PingAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (McpProtocolException)
        {
            // Newer revisions know no ping; that it says so is enough.
            return true;
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException or McpException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The program first: it may hang, and then it would be waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        await _client.DisposeAsync();
    }

    private static IClientTransport Transport(string name, McpServerSettings settings, McpProcess? process)
    {
        if (process is not null)
            return new StreamClientTransport(process.Input, new BoundedLines(process.Output, LargestMessage));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = settings.Timeout / 2, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        var http = new HttpClient(new BoundedBodies(handler, LargestMessage)) { Timeout = Timeout.InfiniteTimeSpan };
        return new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(settings.Url!),
            Name = name,
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = settings.StartTimeout,
            AdditionalHeaders = settings.Headers,
            // Answers come with the requests; a stream that stays open would have no bound.
            EnableStandaloneGetStream = false,
        }, http, ownsHttpClient: true);
    }
}
