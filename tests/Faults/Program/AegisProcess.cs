using System.Diagnostics;
using System.Text;

namespace Aegis.Faults.Program;

/// <summary>The built program as a process of its own, to be stopped kindly or killed.</summary>
internal sealed class AegisProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _pumped;

    private AegisProcess(Process process)
    {
        _process = process;
        _pumped = Task.WhenAll(PumpAsync(process.StandardOutput, _output), PumpAsync(process.StandardError, _errors));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _listening.Task.IsCompletedSuccessfully ? _listening.Task.Result : throw new InvalidOperationException("It does not listen yet.");

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts <c>aegis</c> with these arguments; variables of the test run named AEGIS_… do not reach it.</summary>
    public static AegisProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        StartProgram(Path.Combine(AppContext.BaseDirectory, "aegis"), variables, arguments);

    /// <summary>The same with a program of another build.</summary>
    public static AegisProcess StartProgram(string program, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("AEGIS_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new AegisProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it listens.</summary>
    public async Task<AegisProcess> ListeningAsync()
    {
        using var late = new CancellationTokenSource(StartTimeout, TimeProvider.System);
        await Task.WhenAny(_listening.Task, _process.WaitForExitAsync(late.Token));
        if (!_listening.Task.IsCompleted)
            throw new InvalidOperationException($"The program {(_process.HasExited ? $"ended with {_process.ExitCode}" : "did not listen in time")}: {Errors}{Output}");
        return this;
    }

    /// <summary>Waits for its first line of output, or its end.</summary>
    public Task FirstOutputAsync() => Task.WhenAny(_spoke.Task, _process.WaitForExitAsync()).WaitAsync(StartTimeout, TimeProvider.System);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it ends by itself, and returns its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(StartTimeout, TimeProvider.System);
        await _pumped;
        return _process.ExitCode;
    }

    /// <summary>SIGTERM.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        return await ExitAsync();
    }

    /// <summary>Sends a signal: STOP, CONT, …</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until its errors hold a text.</summary>
    public async Task ErrorAsync(string text)
    {
        using var late = new CancellationTokenSource(StartTimeout, TimeProvider.System);
        while (!Errors.Contains(text, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, late.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task PumpAsync(StreamReader from, StringBuilder to)
    {
        const string Listening = "Listening on ";
        while (await from.ReadLineAsync() is { } line)
        {
            lock (to)
                to.AppendLine(line);
            _spoke.TrySetResult();
            if (line.StartsWith(Listening, StringComparison.Ordinal))
                _listening.TrySetResult(new Uri(line[Listening.Length..]));
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
