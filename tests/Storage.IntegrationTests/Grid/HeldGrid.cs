namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>A grid whose database is held at the first commit until it is released, so that a test decides what gathers meanwhile.</summary>
public sealed class HeldGrid : IAsyncDisposable
{
    private TaskCompletionSource _reached = New();
    private TaskCompletionSource _released = New();

    private HeldGrid(TestGrid grid, DatabaseProxy proxy)
    {
        (Grid, Proxy) = (grid, proxy);
        proxy.BeforeCommit = WaitAsync;
    }

    public TestGrid Grid { get; }
    public DatabaseProxy Proxy { get; }

    /// <summary>Completes when a call has reached the database and waits there.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static async Task<HeldGrid> OpenAsync(StorageOptions options)
    {
        options.MaxConcurrentCommits = 1;
        DatabaseProxy? proxy = null;
        var grid = await TestGrid.OpenAsync(options, database => DatabaseProxy.Before(database, out proxy));
        return new(grid, proxy!);
    }

    public void HoldReads()
    {
        Proxy.BeforeCommit = () => Task.CompletedTask;
        Proxy.BeforeRead = WaitAsync;
    }

    public void Hold() => (_reached, _released) = (New(), New());

    public void Release() => _released.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Release();
        return Grid.DisposeAsync();
    }

    private Task WaitAsync()
    {
        _reached.TrySetResult();
        return _released.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
