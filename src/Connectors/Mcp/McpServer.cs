using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Aegis.Connectors.Calls;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Aegis.Connectors.Mcp;

/// <inheritdoc cref="IMcpServer"/>
/// <remarks>
/// The session is begun by the first call and shared by all. Where it breaks, or hangs, it is ended, and the next call
/// begins another, after a pause that grows with each failure in a row; until then calls fail at once, so that their
/// callers go on by another road.
/// </remarks>
internal sealed partial class McpServer : IMcpServer, IAsyncDisposable
{
    private const int MostWaiting = 64;
    private static readonly TimeSpan AliveWithin = TimeSpan.FromSeconds(2);

    /// <summary>Nothing that is tried again at once.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    private readonly McpServerSettings _settings;
    private readonly ConnectorCalls _calls;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _gate = new();
    private Task<McpSession>? _session;
    private int _waiting;
    private int _failures;
    private DateTimeOffset _notBefore;
    private DateTimeOffset _openedAt;
    private bool _disposed;

    public McpServer(string name, McpServerSettings settings, TimeProvider time, ILoggerFactory logs)
    {
        Name = name;
        _settings = settings;
        _time = time;
        _logger = logs.CreateLogger<McpServer>();
        _slots = new SemaphoreSlim(settings.AtOnce);
        // The time limit is that of a call; a start that takes longer is not waited for.
        _calls = new ConnectorCalls($"mcp:{name}", new ConnectionOptions { Timeout = settings.Timeout, Retries = 1, RetryDelay = TimeSpan.Zero, LongestRetryDelay = TimeSpan.Zero }, time);
    }

    public string Name { get; }

    public int? ProcessId => _session is { IsCompletedSuccessfully: true } open ? open.Result.ProcessId : null;

    public Task<ImmutableArray<McpTool>> ListToolsAsync(bool anew, CancellationToken cancellationToken) =>
        RunAsync("tools/list", changes: false, (session, token) => session.ListToolsAsync(anew, token), cancellationToken);

    public Task<McpAnswer> CallAsync(string tool, JsonObject arguments, bool changes, CancellationToken cancellationToken) =>
        RunAsync(tool, changes, (session, token) => session.CallAsync(tool, arguments, token), cancellationToken);

    public async Task<bool> EndAsync()
    {
        Task<McpSession>? ended;
        lock (_gate)
            (ended, _session) = (_session, null);
        await CloseAsync(ended);
        return _settings.EndsWithItsProgram;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _disposed = true;
        await EndAsync();
    }

    /// <summary>What got no answer in time is not repeated here, though it only read: the caller has waited long enough.</summary>
    private async Task<T> RunAsync<T>(string operation, bool changes, Func<McpSession, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _calls.RunAsync(operation, CallKind.Keyed, token => EnterAsync(changes, call, token), cancellationToken);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Unknown && !changes)
        {
            throw new ConnectorException(FailureKind.Unavailable, failure.Message, failure.RetryAfter, failure);
        }
    }

    private async Task<T> EnterAsync<T>(bool changes, Func<McpSession, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        await WaitForSlotAsync(cancellationToken);
        try
        {
            return await AttemptAsync(await SessionAsync(cancellationToken), changes, call, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task WaitForSlotAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw Unavailable("has too many calls waiting", retryAfter: Later);
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException failure)
        {
            throw Unavailable("is busy", failure, Later);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<T> AttemptAsync<T>(McpSession session, bool changes, Func<McpSession, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var result = await call(session, cancellationToken);
            _failures = 0;
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = SuspectAsync(session);
            throw;
        }
        catch (Exception answer) when (IsForgotten(answer))
        {
            // The server was started anew and does not know our session.
            Drop(session);
            throw Unavailable("began anew", answer);
        }
        catch (McpProtocolException answer)
        {
            throw new ConnectorException(FailureKind.Rejected, $"The MCP server {Name} refused the call: {answer.ErrorCode}.", innerException: answer);
        }
        catch (HttpRequestException answer) when (answer.StatusCode is { } status)
        {
            throw new ProviderException((int)status, "http", $"the MCP server {Name} answered with this status");
        }
        catch (HttpRequestException)
        {
            Drop(session);
            throw;
        }
        catch (Exception failure) when (failure is IOException or McpException or InvalidDataException or ObjectDisposedException or InvalidOperationException)
        {
            Drop(session);
            throw new ConnectorException(changes ? FailureKind.Unknown : FailureKind.Unavailable, $"The MCP server {Name} ended before it answered.", innerException: failure);
        }
    }

    /// <summary>The session there is, or the one begun now. Waiting for it ends with the caller's time; the start goes on.</summary>
    private async Task<McpSession> SessionAsync(CancellationToken cancellationToken)
    {
        var opening = Opening();
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException failure) when (cancellationToken.IsCancellationRequested)
        {
            throw Unavailable("is still starting", failure, Later);
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                if (_session == opening)
                {
                    _session = null;
                    Failed();
                }
            }

            throw failure as ConnectorException ?? Unavailable("cannot be reached", failure);
        }
    }

    private Task<McpSession> Opening()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_session is { IsCompletedSuccessfully: true } open && open.Result.Completion.IsCompleted)
                Drop(open.Result);
            // Whoever began it has waited long enough for all.
            if (_session is { IsCompleted: false } && _time.GetUtcNow() - _openedAt > _settings.Timeout)
                throw Unavailable("is still starting", retryAfter: Later);
            if (_session is not null)
                return _session;
            if (_notBefore - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                throw Unavailable("failed and is started again later", retryAfter: wait);
            LogStarting(Name);
            _openedAt = _time.GetUtcNow();
            return _session = OpenAsync();
        }
    }

    private async Task<McpSession> OpenAsync()
    {
        using var limit = new CancellationTokenSource(_settings.StartTimeout, _time);
        return await McpSession.OpenAsync(Name, _settings, _time, limit.Token);
    }

    private void Drop(McpSession broken)
    {
        lock (_gate)
        {
            if (_session is not { IsCompletedSuccessfully: true } open || open.Result != broken)
                return;
            _session = null;
            Failed();
            _ = CloseAsync(open);
        }
    }

    /// <summary>The first failure costs no pause.</summary>
    private void Failed()
    {
        var wait = _failures == 0 ? TimeSpan.Zero : _settings.RestartDelay * Math.Pow(2, Math.Min(_failures - 1, 20));
        _notBefore = _time.GetUtcNow() + (wait < _settings.LongestRestartDelay ? wait : _settings.LongestRestartDelay);
        _failures++;
        LogFailed(Name, _failures);
    }

    /// <summary>A call took too long: a server that answers nothing else either hangs, and is ended.</summary>
    private async Task SuspectAsync(McpSession suspect)
    {
        using var limit = new CancellationTokenSource(AliveWithin, _time);
        if (!await suspect.IsAliveAsync(limit.Token))
            Drop(suspect);
    }

    private static async Task CloseAsync(Task<McpSession>? ended)
    {
        if (ended is null)
            return;
        try
        {
            await (await ended).DisposeAsync();
        }
        catch (Exception)
        {
            // It never began, or it is gone already.
        }
    }

    /// <summary>By the protocol 404; many say it in words.</summary>
    private static bool IsForgotten(Exception answer) => answer is HttpRequestException { StatusCode: HttpStatusCode.NotFound }
        || (answer is McpProtocolException { ErrorCode: not (McpErrorCode.InvalidParams or McpErrorCode.MethodNotFound) } error && error.Message.Contains("session", StringComparison.OrdinalIgnoreCase));

    private ConnectorException Unavailable(string why, Exception? failure = null, TimeSpan? retryAfter = null) =>
        new(FailureKind.Unavailable, $"The MCP server {Name} {why}.", retryAfter, failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "A session with the MCP server {Server} is begun.")]
    private partial void LogStarting(string server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The MCP server {Server} failed, {Count} times in a row; it is started again by the next call.")]
    private partial void LogFailed(string server, int count);
}
