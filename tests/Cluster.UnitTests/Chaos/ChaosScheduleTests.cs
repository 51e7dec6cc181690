using Aegis.Cluster.Chaos;

namespace Aegis.Cluster.UnitTests.Chaos;

public sealed class ChaosScheduleTests
{
    private static readonly string[] Silos = ["silo-1", "silo-2", "silo-3"];
    private static readonly ChaosOptions Options = new() { Kind = ChaosKind.Kill };

    [Fact]
    public void Schedule_OfTwentyMinutes_HasABlowAMinute()
    {
        var blows = ChaosSchedule.Plan(Options, Silos);

        blows.Length.ShouldBe(19);
        blows.Select(blow => blow.At.TotalSeconds).ShouldBe(Enumerable.Range(1, 19).Select(n => n * 60.0));
    }

    [Fact]
    public void Schedule_OfASeed_IsTheSameAgainAndAnotherForAnother()
    {
        ChaosSchedule.Plan(Options, Silos).ShouldBe(ChaosSchedule.Plan(Options, Silos));
        ChaosSchedule.Plan(Options with { Seed = 2 }, Silos).ShouldNotBe(ChaosSchedule.Plan(Options, Silos));
    }

    [Fact]
    public void Schedule_OfKills_MeetsEverySilo() =>
        ChaosSchedule.Plan(Options, Silos).Select(blow => blow.Victim).Distinct().Order().ShouldBe(Silos);

    [Fact]
    public void Schedule_OfThePostgres_CrashesItAndEndsItFastByTurns()
    {
        var blows = ChaosSchedule.Plan(Options with { Kind = ChaosKind.Postgres, Every = TimeSpan.FromMinutes(6) }, Silos);

        blows.Select(blow => blow.What).ShouldBe(["crash", "fast", "crash"]);
        blows.ShouldAllBe(blow => blow.Victim == "postgres");
    }

    [Fact]
    public void Schedule_Rolling_TakesOneSiloAfterTheOther() =>
        ChaosSchedule.Plan(Options with { Kind = ChaosKind.Rolling, For = TimeSpan.FromMinutes(4) }, Silos).Select(blow => blow.Victim)
            .ShouldBe(["silo-1", "silo-2", "silo-3", "silo-1"]);
}
