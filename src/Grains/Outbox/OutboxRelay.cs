using Aegis.Grains.Hosting;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Outbox;

/// <summary>Numbers committed news for its readers and dispatches commands until each is confirmed: at least once, whatever crashes.</summary>
public sealed partial class OutboxRelay(
    IGridDatabase database,
    OutboxSignal outbox,
    NewsSignal news,
    CommandDispatcher commands,
    GridOptions options,
    TimeProvider time,
    IServiceProvider services,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    private const int NewsPage = 500;
    private const int CommandPage = 100;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleTick = TimeSpan.FromSeconds(15);
    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>Commands that failed last time; they are read again in front of the others and must not crowd them out.</summary>
    private int _failing;

    private (Task? Signal, Task Here) _awaited = (null, Never);

    /// <summary>Relays what is there now.</summary>
    /// <returns>How many events were numbered and commands confirmed; 0 when there was nothing, or nothing that could be done.</returns>
    public async Task<int> RelayOnceAsync(CancellationToken cancellationToken = default) =>
        await NumberAsync(cancellationToken) + await DispatchAsync(cancellationToken);

    /// <summary>Once the program answers requests: what a command sets going may call it.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await services.StartedAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        await RunAsync(stoppingToken);
    }

    /// <summary>Relays until it is told to stop; on the caller's scheduler.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = outbox.Next;
            var failed = false;
            try
            {
                await RelayOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failed = true;
                LogRelayFailed(failure);
            }

            await WaitAsync(failed ? Never : next, failed, stoppingToken);
        }
    }

    /// <summary>Until the next commit of this process, or a tick: other processes' commits are not signalled here, and what failed is tried again.</summary>
    private async Task WaitAsync(Task next, bool failed, CancellationToken stoppingToken)
    {
        using var ticking = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var tick = Task.Delay(failed || _failing > 0 || !options.SingleProcess ? Tick : IdleTick, time, ticking.Token);
        await Task.WhenAny(failed ? Never : Here(next), tick);
        ticking.Cancel();
    }

    /// <summary>Ends where this relay runs, not where the signal was raised; one wait a signal, however many ticks pass before it.</summary>
    private Task Here(Task signal)
    {
        if (_awaited.Signal != signal)
            _awaited = (signal, AwaitAsync(signal));
        return _awaited.Here;

        static async Task AwaitAsync(Task signal) => await signal;
    }

    private async Task<int> NumberAsync(CancellationToken cancellationToken)
    {
        for (var total = 0; ;)
        {
            var rows = await database.NumberOutboxAsync(NewsPage, cancellationToken);
            total += rows.Count;
            foreach (var row in rows)
                GridMeter.Numbered(row.Topic);
            if (rows.Count > 0)
                news.Announce();
            if (rows.Count < NewsPage)
                return total;
        }
    }

    private async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var pending = await database.ReadUndispatchedAsync(CommandPage + _failing, cancellationToken);
        if (pending.Count == 0)
        {
            _failing = 0;
            return 0;
        }

        var verdicts = await Task.WhenAll(pending.Select(TryDispatchAsync));
        long[] settled = [.. pending.Where((_, i) => verdicts[i]).Select(command => command.Number)];
        if (settled.Length > 0)
            await database.ConfirmDispatchedAsync(settled, cancellationToken);
        _failing = pending.Count - settled.Length;
        return settled.Length;
    }

    private async Task<bool> TryDispatchAsync(EventRow command)
    {
        try
        {
            await commands.DispatchAsync(command);
            return true;
        }
        catch (FormatException failure)
        {
            LogCommandDropped(failure, command.Number, command.Topic);
            return true;
        }
        catch (Exception failure)
        {
            LogCommandFailed(failure, command.Number, command.Topic);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be relayed; it is tried again.")]
    private partial void LogRelayFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Command {Number} ({Topic}) failed; it is dispatched again.")]
    private partial void LogCommandFailed(Exception failure, long number, string topic);

    [LoggerMessage(Level = LogLevel.Error, Message = "Command {Number} ({Topic}) cannot be understood and is dropped.")]
    private partial void LogCommandDropped(Exception failure, long number, string topic);
}
