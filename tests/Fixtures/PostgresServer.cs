using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Aegis.Fixtures;

/// <summary>A PostgreSQL server of the test process's own, durable (fsync on), on a Unix socket in a temporary directory. Stopped with the process.</summary>
public sealed class PostgresServer
{
    private const string User = "aegis";
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly string _directory;
    private readonly Process _guard;
    private int _databases;

    private PostgresServer(string directory, Process guard)
    {
        _directory = directory;
        _guard = guard;
    }

    /// <summary>The one server of this process, started by the first who asks.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _directory, Username = User, Database = database }.ToString();

    private static async Task<PostgresServer> StartAsync()
    {
        var programs = FindPrograms();
        var directory = System.IO.Directory.CreateTempSubdirectory("aegis-pg-").FullName;
        var data = Path.Combine(directory, "data");
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", directory);
        await RunAsync(Unprivileged(Path.Combine(programs, "initdb"), "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"));

        // The shell reads a pipe that closes with the test process, however that ends; then it stops the server and cleans up.
        var server = Unprivileged(Path.Combine(programs, "postgres"), "-D", data, "-k", directory, "-c", "listen_addresses=", "-c", "max_connections=300");
        var start = Start(["sh", "-c", "directory=$1; shift; \"$@\" </dev/null & cat >/dev/null; kill -INT $!; wait; rm -rf \"$directory\"", "sh", directory, .. server]);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        await ReadyAsync(process);
        return new PostgresServer(directory, process);
    }

    // The server refuses to run as root, so root hands it to the user the package made.
    private static string[] Unprivileged(params string[] command) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;

    private static string FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = System.IO.Directory.Exists(Debian) ? System.IO.Directory.GetDirectories(Debian) : [];
        var candidates = versions.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return candidates.FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is missing: install it (Debian: apt-get install postgresql).");
    }

    // Reads on after the server is ready, so that it never waits for somebody to take its log.
    private static async Task ReadyAsync(Process process)
    {
        var log = new StringBuilder();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (ready.Task.IsCompleted)
                return;
            log.AppendLine(line.Data);
            if (line.Data is null)
                ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {log}"));
            else if (line.Data.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                ready.TrySetResult();
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(Start(command))!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {string.Concat(output)}");
    }

    private static ProcessStartInfo Start(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    };
}
