using Aegis.Embedded.Reminders;
using Aegis.Hosts.UnitTests.Grains;
using Aegis.Embedded.UnitTests.Support;

namespace Aegis.Embedded.UnitTests;

public sealed class ReminderTests
{
    private readonly InMemoryReminderStore _store = new();

    [Fact]
    public async Task Reminder_Registered_TicksAtItsTimes()
    {
        await using var host = new TestHost(reminders: _store);
        await host.Grains.GetGrain<IReminderGrain>(1).Register(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Signals.WaitForCount("sweep 1 at 00:02:00", 1);
        await Settle(host);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        await host.Signals.WaitForCount("sweep 1 at 00:07:00", 1);
        host.Signals.Count("sweep 1").ShouldBe(2);
    }

    [Fact]
    public async Task Reminder_AfterAnOutage_SkipsTheTicksThatFellIntoIt()
    {
        await using (var before = new TestHost(reminders: _store))
            await before.Grains.GetGrain<IReminderGrain>(2).Register(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        await using var after = new TestHost(reminders: _store);
        after.Clock.Advance(TimeSpan.FromMinutes(35));

        await after.StartAsync();
        after.Clock.Advance(TimeSpan.FromMinutes(6));

        await after.Signals.WaitForCount("sweep 2 at 00:41:00", 1);
        after.Signals.Count("sweep 2").ShouldBe(1);
    }

    [Fact]
    public async Task Reminder_BelowAMinute_IsRefused()
    {
        await using var host = new TestHost(reminders: _store);

        var refused = await Should.ThrowAsync<ArgumentException>(
            () => host.Grains.GetGrain<IReminderGrain>(3).Register(TimeSpan.Zero, TimeSpan.FromSeconds(59)));

        refused.Message.ShouldContain("00:01:00");
        (await host.Grains.GetGrain<IReminderGrain>(3).IsRegistered()).ShouldBeFalse();
    }

    /// <summary>A tick is skipped while the one before runs: its delivery has ended when a call after it has.</summary>
    private static async Task Settle(TestHost host)
    {
        for (var i = 0; i < 20; i++)
            await host.Grains.GetGrain<IReminderGrain>(1).IsRegistered();
    }
}
