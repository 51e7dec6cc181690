using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aegis.Storage.IntegrationTests;

public sealed class GridLockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Lock_ConnectionLost_IsTakenAgain()
    {
        await using var process = await OnlyProcess.StartAsync();

        await process.CutAsync();

        await process.Life.HeldAgain.Task.WaitAsync(Patience);
        (await process.HoldersAsync()).ShouldBe(1);
        process.Life.Stopping.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Lock_TakenByAnotherMeanwhile_StopsTheProcess()
    {
        await using var process = await OnlyProcess.StartAsync();
        await using var other = await process.ConnectAsync();
        var taken = OnlyProcess.RunAsync(other, $"SELECT pg_advisory_lock(objid::bigint + (classid::bigint << 32)) FROM pg_locks WHERE {OnlyProcess.Held}");

        await process.CutAsync();

        await taken.WaitAsync(Patience);
        await process.Life.Stopping.Task.WaitAsync(Patience);
    }

    /// <summary>A process that holds the grid's lock, as far as the lock can tell.</summary>
    private sealed class OnlyProcess(ServiceProvider services, string database, Life life) : IAsyncDisposable
    {
        public const string Held = "locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

        public Life Life => life;

        public static async Task<OnlyProcess> StartAsync()
        {
            var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
            var life = new Life();
            var services = new ServiceCollection()
                .AddLogging(logging => logging.AddProvider(life))
                .AddSingleton(TimeProvider.System)
                .AddSingleton<IHostApplicationLifetime>(life)
                .AddSoleProcess(new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = database })
                .BuildServiceProvider();
            await services.GetServices<IHostedService>().Single().StartAsync(CancellationToken.None);
            return new(services, database, life);
        }

        public async Task<NpgsqlConnection> ConnectAsync()
        {
            var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
            return connection;
        }

        /// <summary>Ends the lock's connection at the server, as its restart would.</summary>
        public async Task CutAsync()
        {
            await using var connection = await ConnectAsync();
            await RunAsync(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'aegis grid lock' AND datname = current_database()");
        }

        public async Task<long> HoldersAsync()
        {
            await using var connection = await ConnectAsync();
            await using var command = new NpgsqlCommand(
                $"SELECT count(*) FROM pg_locks WHERE {Held}", connection);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public static async Task RunAsync(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await services.GetServices<IHostedService>().Single().StopAsync(CancellationToken.None);
            await services.DisposeAsync();
        }
    }

    private sealed class Life : IHostApplicationLifetime, ILoggerProvider, ILogger
    {
        public TaskCompletionSource HeldAgain { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopping { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopping.TrySetResult();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains("held again", StringComparison.Ordinal))
                HeldAgain.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
