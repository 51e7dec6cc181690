using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Held on a connection of its own while a process serves the grid: exclusively by one that is the only one, shared by the silos of a cluster. An only process takes every lease of another for void, so it would repeat the work of any beside it.</summary>
/// <remarks>A database that restarts takes the lock away: it is taken again as soon as the database is back, and a process that finds it taken by another stops.</remarks>
internal sealed partial class PostgresGridLock(
    StorageOptions options, bool shared, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<PostgresGridLock> logger) : BackgroundService
{
    private const long Lock = 0x6165676973_03;
    private const string LockNotAvailable = "55P03";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, ApplicationName = "aegis grid lock" }.ToString();
    private NpgsqlConnection? _connection;

    /// <exception cref="StorageSettingException">Another process serves the grid.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LetGoAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        _connection?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await KeepAsync(stoppingToken))
                await Task.Delay(Look, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops, and the lock goes with its connection.
        }
    }

    /// <returns>False when another process has the grid.</returns>
    private async Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PostgresQueries.RunAsync(_connection!, "SELECT 1", cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            return await TryTakeAgainAsync(cancellationToken);
        }

        return true;
    }

    private async Task<bool> TryTakeAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(cancellationToken);
            LogTakenAgain();
        }
        catch (StorageSettingException)
        {
            LogTakenByAnother();
            lifetime.StopApplication();
            return false;
        }
        catch (NpgsqlException)
        {
            // The database is still away, and nothing can be written meanwhile.
        }

        return true;
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        await LetGoAsync();
        _connection = new(_connectionString);
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

    private async Task LetGoAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connection = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database let go of the grid's lock; it is held again.")]
    private partial void LogTakenAgain();

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database let go of the grid's lock, and another process took it: this one stops.")]
    private partial void LogTakenByAnother();
}
