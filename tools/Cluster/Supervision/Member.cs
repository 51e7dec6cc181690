using System.Diagnostics;
using Aegis.Cluster.Topology;

namespace Aegis.Cluster.Supervision;

/// <summary>One process, kept running: started, asked how it is, and started again when it ends.</summary>
public sealed class Member(MemberPlan plan, string data, Func<MemberPlan, CancellationToken, Task<bool>> isReady, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SlowBeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private const int Misconfigured = 2;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MemberStatus _status = new(plan.Name, plan.Port, Phase.Waiting, time.GetUtcNow());
    private TimeSpan _hold;
    private Task _running = Task.CompletedTask;

    public MemberPlan Plan => plan;

    public MemberStatus Status { get { lock (_gate) return _status; } }

    public string Log => Path.Combine(data, "logs", $"{plan.Name}.log");

    /// <summary>Told every change of the status.</summary>
    public event Action<MemberStatus>? Changed;

    /// <summary>Told every line the process says to people.</summary>
    public event Action<string>? Said;

    /// <summary>Starts it and keeps it running; the task fails when the process says that its settings are wrong.</summary>
    public Task Start() => _running = RunAsync();

    /// <summary>Waits until the status is as wanted.</summary>
    public async Task<MemberStatus> WhenAsync(Func<MemberStatus, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (wanted(_status))
                    return _status;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public Task ReadyAsync(CancellationToken cancellationToken) => WhenAsync(status => status.Phase == Phase.Ready, cancellationToken);

    /// <summary>Sends a signal; when the process ends by it, it is started again no sooner than after <paramref name="hold"/>.</summary>
    public void Tell(Signal signal, TimeSpan hold = default)
    {
        lock (_gate)
        {
            _hold = hold;
            if (_status.Pid is { } pid)
                Signals.Send(pid, signal);
        }
    }

    /// <summary>Ends it for good: asked first, killed when it does not follow.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Tell(Signal.Continue);
        // PostgreSQL ends at once by SIGINT; by SIGTERM it would wait for everyone who is connected.
        Tell(plan.Kind == MemberKind.Postgres ? Signal.Interrupt : Signal.Terminate);
        await Task.WhenAny(_running, Task.Delay(Grace, time));
        Kill();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        Set(status => status.Stopped(time.GetUtcNow()));
    }

    /// <summary>SIGKILL, whatever it is doing.</summary>
    public void Kill()
    {
        _stopping.Cancel();
        Tell(Signal.Kill);
    }

    private async Task RunAsync()
    {
        var directory = Path.Combine(data, plan.Name);
        System.IO.Directory.CreateDirectory(directory);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        while (!_stopping.IsCancellationRequested)
        {
            var ended = await RunOnceAsync(directory);
            if (_stopping.IsCancellationRequested)
                return;
            if (ended is { ExitCode: Misconfigured, WasReady: false })
                throw new OptionException($"{plan.Name} does not start: {LastLine()}");
            await PauseAsync(ended);
        }
    }

    private async Task<MemberStatus> RunOnceAsync(string directory)
    {
        Process process;
        lock (_gate)
        {
            process = ChildProcess.Start(plan, directory, Log, line => Said?.Invoke(line));
            _hold = default;
        }

        using var owned = process;
        Set(status => status.Started(process.Id, time.GetUtcNow()));
        using var over = new CancellationTokenSource();
        var watch = WatchAsync(over.Token);
        await process.WaitForExitAsync(CancellationToken.None);
        Set(status => _stopping.IsCancellationRequested ? status.Stopped(time.GetUtcNow()) : status.Died(process.ExitCode, time.GetUtcNow()));
        await over.CancelAsync();
        await watch;
        return Status;
    }

    private async Task WatchAsync(CancellationToken over)
    {
        try
        {
            while (true)
            {
                var ready = await isReady(plan, over);
                Set(status => status.Answered(ready, time.GetUtcNow()));
                await Task.Delay(ready ? SlowBeat : Beat, time, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The process ended.
        }
    }

    private async Task PauseAsync(MemberStatus ended)
    {
        try
        {
            TimeSpan hold;
            lock (_gate)
                hold = _hold;
            await Task.Delay(hold > TimeSpan.Zero ? hold : Backoff.After(ended.InARow), time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // It is to end.
        }
    }

    private string LastLine() => File.ReadLines(Log).LastOrDefault(line => line.Length > 0) ?? $"it ended with {Misconfigured}.";

    private void Set(Func<MemberStatus, MemberStatus> next)
    {
        MemberStatus now;
        lock (_gate)
        {
            now = next(_status);
            if (now == _status)
                return;
            _status = now;
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Changed?.Invoke(now);
    }
}
