using Aegis.Fixtures;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Grains.UnitTests.Support;
using Aegis.Monitoring;
using Aegis.Storage.Database;
using Aegis.Storage.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aegis.Grains.UnitTests.Monitoring;

public sealed class MonitorTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private readonly ShiftedTime _time = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync() => _grid = await GridRun.StartAsync(_directory.Path, _outside, _time);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Sweep_ManyCustomersOneDue_ExaminesTheDueOneAlone()
    {
        foreach (var id in Enumerable.Range(0, 20).Select(i => $"quiet{i}"))
            await _grid.NewCustomerAsync(id);
        await _grid.NewCustomerAsync("stuck");
        _outside.Billing = Providers.Down;
        await _grid.AskAsync("stuck", "get me started", "m1");
        _time.Leap(TimeSpan.FromMinutes(2));

        var examined = 0;
        for (var shard = 0; shard < Shards.Count; shard++)
            examined += (await Monitor(shard).SweepAsync(_grid.Itself)).Value!.Examined;

        examined.ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_NothingDue_WakesNobody() => (await Monitor(7).SweepAsync(_grid.Itself)).Value.ShouldBe(new SweepReport(7, 0, 0));

    [Fact]
    public async Task Sweep_OneGrainFails_TheOthersAreWokenAllTheSame()
    {
        var shard = Shards.Of("default/a");
        await DueAsync("no-such-grain", "default/a");
        await DueAsync("customer", "default/a");

        var report = (await Monitor(shard).SweepAsync(_grid.Itself)).Value!;

        report.ShouldBe(new SweepReport(shard, 2, 1));
    }

    [Fact]
    public async Task Sweep_MoreStayDueThanAPageHolds_ReachesTheLast()
    {
        var shard = Shards.Of("default/a");
        for (var i = 0; i < 230; i++)
            await DueAsync($"no-such-grain-{i}", "default/a");

        (await Monitor(shard).SweepAsync(_grid.Itself)).Value!.Examined.ShouldBe(230);
    }

    [Fact]
    public async Task WakeDue_MoreThanAPageOfAllShards_WakesEachOnceWhileClaimed()
    {
        for (var i = 0; i < 130; i++)
            await DueAsync("customer", $"default/c{i}");
        var waker = _grid.Services.GetRequiredService<DueWaker>();

        (await waker.WakeDueAsync()).ShouldBe(130);

        // They stay due, for no grain knew of them.
        (await waker.WakeDueAsync()).ShouldBe(0);
        _time.Leap(TimeSpan.FromSeconds(6));
        (await waker.WakeDueAsync()).ShouldBe(130);
    }

    [Fact]
    public async Task WakeLoop_NoMonitorTicks_DrivesWhatIsDue()
    {
        await _grid.NewCustomerAsync("stuck");
        _outside.Billing = Providers.Down;
        await _grid.AskAsync("stuck", "get me started", "m1");
        var lastStep = new Gate();
        (_outside.Billing, _outside.Mail) = (null, lastStep.PassAsync);
        _grid.Options.WakePeriod = TimeSpan.FromMilliseconds(100);
        var loop = _grid.Services.GetServices<IHostedService>().OfType<WakeLoop>().Single();
        var relay = _grid.Services.GetServices<IHostedService>().OfType<OutboxRelay>().Single();

        _time.Leap(TimeSpan.FromMinutes(2));
        await Task.WhenAll(loop.StartAsync(CancellationToken.None), relay.StartAsync(CancellationToken.None));

        await lastStep.Reached;
        lastStep.Open();
        await Task.WhenAll(loop.StopAsync(CancellationToken.None), relay.StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RegisterMonitors_SecondStart_FindsThemAll()
    {
        (await _grid.Startup.RegisterMonitorsAsync(CancellationToken.None)).ShouldBe(Shards.Count);

        (await _grid.Database.ReadRemindersAsync(CancellationToken.None)).Count.ShouldBe(Shards.Count);
        (await _grid.Startup.RegisterMonitorsAsync(CancellationToken.None)).ShouldBe(0);
    }

    private IMonitorGrain Monitor(int shard) => _grid.Grains.GetGrain<IMonitorGrain>(shard);

    /// <summary>A due row without a grain that knows of it.</summary>
    private async Task DueAsync(string grainType, string key)
    {
        var write = new RecordWrite(
            grainType, key, "state", 0, "{}", null, null, _time.GetUtcNow().AddMinutes(-1), Shards.Of(key), [],
            new([], [], [], [], null, false, null, null, false));
        (await _grid.Database.CommitAsync([write], CancellationToken.None))[0].Committed.ShouldBeTrue();
    }
}
