using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

/// <summary>Reminders outlive processes; the ticks that fall into an outage are lost, so work is never found by ticks.</summary>
public sealed class ReminderTests
{
    private readonly MemoryShelf _shelf = new();

    [Fact]
    public async Task Reminder_Registered_TicksAtItsTime()
    {
        await using var host = await HostRun.StartAsync(reminders: _shelf);
        await host.Grains.GetGrain<IReminderGrain>(1).Register(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
        host.Signals.Count("sweep 1").ShouldBe(0);
        await host.TimerAsync(TimeSpan.FromMinutes(2));

        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await host.Signals.WaitForCount("sweep 1 at 00:02:00", 1);
    }

    [Fact]
    public async Task Reminder_AfterAnOutage_SkipsTheTicksThatFellIntoIt()
    {
        var before = await HostRun.StartAsync(reminders: _shelf);
        await before.Grains.GetGrain<IReminderGrain>(2).Register(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        await before.DisposeAsync();
        before.Clock.Advance(TimeSpan.FromMinutes(35));
        await using var after = await HostRun.StartAsync(reminders: _shelf, clock: before.Clock);

        var ticked = after.Signals.WaitForCount("sweep 2", 1);
        while (!ticked.IsCompleted)
        {
            // Small steps, at a pace: the host takes up its reminders beside the test.
            after.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(ticked, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        await ticked;
        // Those since the start, at minutes 41, 51 …; never the four of before.
        var ticks = after.Signals.Count("sweep 2");
        var due = (int)((after.Clock.GetUtcNow() - before.Start - TimeSpan.FromMinutes(31)) / TimeSpan.FromMinutes(10));
        ticks.ShouldBeInRange(1, due);
    }

    [Fact]
    public async Task Reminder_BelowAMinute_IsRefused()
    {
        await using var host = await HostRun.StartAsync(reminders: _shelf);

        await Should.ThrowAsync<ArgumentException>(() => host.Grains.GetGrain<IReminderGrain>(3).Register(TimeSpan.Zero, TimeSpan.FromSeconds(59)));

        (await host.Grains.GetGrain<IReminderGrain>(3).IsRegistered()).ShouldBeFalse();
    }

    [Fact]
    public async Task Reminder_Unregistered_TicksNoMore()
    {
        await using var host = await HostRun.StartAsync(reminders: _shelf);
        var grain = host.Grains.GetGrain<IReminderGrain>(4);
        await grain.Register(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        await grain.Unregister();
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        await grain.IsRegistered();
        host.Signals.Count("sweep 4").ShouldBe(0);
        (await _shelf.ReadAsync()).ShouldBeEmpty();
    }
}
