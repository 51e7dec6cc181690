using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aegis.Fixtures;

/// <summary>A Node.js server of a test's own on a free port of loopback. It ends when disposed, and with the test process however that ends.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The shell reads a pipe that closes with the test process; then it ends the server, which alone holds the output.
    private const string Guard = "\"$@\" </dev/null 2>&1 & echo $!; exec >/dev/null 2>&1; cat; kill -9 $!; wait";

    private readonly Process _guard;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeServer(Process guard, int port)
    {
        _guard = guard;
        Port = port;
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>The server's process id.</summary>
    public int Id => _id.Task.Result;

    /// <summary>What it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a script and waits until its output says that it listens. It is told where by PORT and HOST.</summary>
    /// <param name="script">From <see cref="NodePackages.Program"/> or <see cref="NodePackages.Script"/>.</param>
    /// <param name="ready">A part of the line it writes when it listens.</param>
    /// <param name="port">The port to listen on, as for a second start; null is a free one.</param>
    public static async Task<NodeServer> StartAsync(string script, string ready, IEnumerable<string>? arguments = null,
        IReadOnlyDictionary<string, string>? environment = null, int? port = null)
    {
        var at = port ?? FreePort();
        var start = new ProcessStartInfo("sh", ["-c", Guard, "sh", "node", script, .. arguments ?? []])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PORT"] = at.ToString(CultureInfo.InvariantCulture);
        start.Environment["HOST"] = "127.0.0.1";
        start.Environment["NODE_PATH"] = NodePackages.Directory;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var server = new NodeServer(Process.Start(start)!, at);
        server.Read(ready);
        try
        {
            await server._ready.Task.WaitAsync(Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        Process.GetProcessById(Id).Kill();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_guard.HasExited)
            _guard.StandardInput.Close();
        await _guard.WaitForExitAsync().WaitAsync(Patience);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Reads on after the server is ready, so that it never waits for somebody to take its output.
    private void Read(string ready)
    {
        _guard.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _ready.TrySetException(new InvalidOperationException($"The server did not start: {Output}"));
            else if (!_id.Task.IsCompleted)
                _id.SetResult(int.Parse(line.Data, CultureInfo.InvariantCulture));
            else
            {
                lock (_output)
                    _output.AppendLine(line.Data);
                if (line.Data.Contains(ready, StringComparison.Ordinal))
                    _ready.TrySetResult();
            }
        };
        _guard.BeginOutputReadLine();
        _guard.BeginErrorReadLine();
    }
}
