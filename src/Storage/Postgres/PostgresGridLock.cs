using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Held on a connection of its own while the only process of a grid serves it. Such a process takes every lease of another for void, so a second one would repeat the first one's work.</summary>
internal sealed class PostgresGridLock(StorageOptions options) : IHostedService, IAsyncDisposable
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
            await PostgresQueries.RunAsync(_connection, "SELECT pg_advisory_lock($1)", cancellationToken, Lock);
        }
        catch (PostgresException exception) when (exception.SqlState == LockNotAvailable)
        {
            throw new StorageSettingException("ConnectionStrings__Aegis", "leads to a grid that another process serves: stop that process, or use another database.", exception);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await _connection.CloseAsync();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
