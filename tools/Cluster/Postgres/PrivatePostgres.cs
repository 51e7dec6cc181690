using System.Diagnostics;
using System.Globalization;
using Aegis.Cluster.Topology;
using Npgsql;

namespace Aegis.Cluster.Postgres;

/// <summary>A PostgreSQL of the cluster's own in its data directory, on loopback, with a password, durable.</summary>
public static class PrivatePostgres
{
    private const string User = "aegis";
    private const string Database = "aegis";

    /// <summary>The connection string without the password.</summary>
    public static string ConnectionString(int port) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database={Database};Username={User}");

    /// <summary>Makes the database's directory at the first start, and stops a server that an earlier cluster left behind.</summary>
    /// <exception cref="OptionException">PostgreSQL cannot work there.</exception>
    public static async Task<MemberPlan> PrepareAsync(string data, Secrets secrets, int port)
    {
        var programs = PostgresPrograms.Find();
        var home = Path.Combine(data, "postgres");
        var directory = Path.Combine(home, "data");
        Directory.CreateDirectory(home);
        if (Environment.IsPrivilegedProcess)
            await RunAsync(home, ["chown", "postgres", home]);
        if (!File.Exists(Path.Combine(directory, "PG_VERSION")))
            await InitialiseAsync(programs, directory, secrets);
        else if (File.Exists(Path.Combine(directory, "postmaster.pid")))
            await TryRunAsync(PostgresPrograms.Unprivileged(Path.Combine(programs, "pg_ctl"), "stop", "-D", directory, "-m", "fast", "-w"), null);

        string[] command = PostgresPrograms.Unprivileged(
            Path.Combine(programs, "postgres"), "-D", directory, "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300");
        return new("postgres", MemberKind.Postgres, [.. command], ImmutableSortedDictionary<string, string>.Empty, port, HealthPath: null);
    }

    /// <summary>Whether the server takes connections; makes the grid's database when it is missing.</summary>
    public static async Task<bool> IsReadyAsync(int port, string password, CancellationToken cancellationToken)
    {
        try
        {
            var server = new NpgsqlConnectionStringBuilder(ConnectionString(port)) { Password = password, Database = "postgres", Pooling = false, Timeout = 3 };
            await using var connection = new NpgsqlConnection(server.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
            if (await find.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = new NpgsqlCommand($"CREATE DATABASE {Database} TEMPLATE template0", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }

            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            return false;
        }
    }

    // The password goes in through a pipe: the file that keeps it is not the server's user's to read, and initdb takes a file.
    private static Task InitialiseAsync(string programs, string directory, Secrets secrets) => RunAsync(directory,
        PostgresPrograms.Unprivileged("sh", "-c", "umask 077; cat >\"$1.password\" && \"$0\" -D \"$1\" -U \"$2\" -A scram-sha-256 --pwfile=\"$1.password\" -E UTF8 --no-locale; made=$?; rm -f \"$1.password\"; exit $made",
            Path.Combine(programs, "initdb"), directory, User),
        File.ReadAllText(secrets.DatabasePassword));

    private static async Task RunAsync(string directory, string[] command, string? input = null)
    {
        var (exitCode, said) = await TryRunAsync(command, input);
        if (exitCode == 0)
            return;
        var hint = Environment.IsPrivilegedProcess ? " The user postgres must be able to reach it: name a --data outside of root's home." : "";
        throw new OptionException($"PostgreSQL cannot work in {directory}: {said.Trim()}.{hint}");
    }

    private static async Task<(int ExitCode, string Said)> TryRunAsync(string[] command, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, await errors);
    }
}
