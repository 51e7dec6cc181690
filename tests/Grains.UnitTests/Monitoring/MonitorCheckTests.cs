using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.UnitTests.Interventions;
using Aegis.Monitoring;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.Monitoring;

public sealed class MonitorCheckTests : InterventionTest
{
    [Fact]
    public async Task Check_OfAllShards_TellsWhatItExaminedWokeAndOpened()
    {
        await ImportAsync("idle", Tier.Trial, [], keyAt: Now.AddHours(-24).AddMinutes(1));
        Time.Leap(TimeSpan.FromMinutes(2));

        var started = (await Checks.StartAsync(Grid.Admin, "op")).Value!;
        started.Status.ShouldBe(MonitorCheckStatus.Running);
        var check = await FinishedAsync(started.Id);

        check.ShouldSatisfyAllConditions(
            c => c.ShardsSwept.ShouldBe(Shards.Count), c => c.Examined.ShouldBe(1), c => c.Woken.ShouldBe(1), c => c.InterventionsOpened.ShouldBe(1));
    }

    [Fact]
    public async Task Check_AskedForTwice_IsOne()
    {
        var first = (await Checks.StartAsync(Grid.Admin, "op")).Value!;
        await FinishedAsync(first.Id);

        (await Checks.StartAsync(Grid.Admin, "op")).Value!.ShouldSatisfyAllConditions(c => c.Id.ShouldBe(first.Id), c => c.Status.ShouldBe(MonitorCheckStatus.Finished));
    }

    [Fact]
    public async Task Check_CutShort_IsFinishedByTheNextRun()
    {
        var started = (await Checks.StartAsync(Grid.Admin, "op")).Value!;
        await RestartAsync();

        Time.Leap(TimeSpan.FromMinutes(2));
        await Grid.SweepAsync();

        (await FinishedAsync(started.Id)).ShardsSwept.ShouldBe(Shards.Count);
    }

    [Fact]
    public async Task Check_OfThoseWhoMayNot_IsRefused()
    {
        (await Checks.StartAsync(Grid.Sign("v", Role.Viewer), "op")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Checks.StartAsync(Grid.Sign("a", Role.Admin, "other"), "op")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Checks.GetAsync(Grid.Admin, "check_none")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    private IMonitorCheckGrain Checks => Grid.Grains.GetGrain<IMonitorCheckGrain>("default/$checks");

    private async Task<MonitorCheck> FinishedAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if ((await Checks.GetAsync(Grid.Admin, id)).Value is { Status: MonitorCheckStatus.Finished } check)
                return check;
        }
    }
}
