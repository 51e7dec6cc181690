using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Held on a connection of its own while a process serves the grid: exclusively by one that is the only one, shared by the silos of a cluster. An only process takes every lease of another for void, so it would repeat the work of any beside it.</summary>
internal sealed class PostgresGridLock(StorageOptions options, bool shared) : IHostedService, IAsyncDisposable
{
    private const long Lock = 0x6165676973_03;
    private const string LockNotAvailable = "55P03";

    private readonly NpgsqlConnection _connection = new(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, ApplicationName = "aegis grid lock" }.ToString());

    /// <exception cref="StorageSettingException">Another process serves the grid.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _connection.OpenAsync(cancellationToken);
        // A process that was killed may still hold it for a moment; the keep-alives free it when a whole machine went.
        await PostgresQueries.RunAsync(_connection, "SET lock_timeout = '10s'; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3", cancellationToken);
        try
        {
            await PostgresQueries.RunAsync(_connection, shared ? "SELECT pg_advisory_lock_shared($1)" : "SELECT pg_advisory_lock($1)", cancellationToken, Lock);
        }
        catch (PostgresException exception) when (exception.SqlState == LockNotAvailable)
        {
            throw new StorageSettingException("ConnectionStrings__Aegis", "leads to a grid that another process serves: stop that process, or use another database.", exception);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await _connection.CloseAsync();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
