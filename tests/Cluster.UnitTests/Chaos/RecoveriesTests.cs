using Aegis.Cluster.Chaos;

namespace Aegis.Cluster.UnitTests.Chaos;

public sealed class RecoveriesTests
{
    private static readonly Disturbance Kill = new(At(10), "silo-1", "kill");
    private static readonly Disturbance Restart = new(At(25), "silo-1", "restart");

    [Fact]
    public void Recovery_WithoutAFailure_IsTheFirstAnswerOfAllAfterTheBlow()
    {
        var recovery = Recoveries.Of([Kill], [Good(0, 9.9), Good(0, 10.2), Good(1, 9.8), Good(1, 10.4)]).Single();

        recovery.Time.ShouldBe(At(0.5));
        recovery.Failures.ShouldBe(0);
    }

    [Fact]
    public void Recovery_OfACallUnderWayAtTheBlow_IsNotItsAnswer() =>
        Recoveries.Of([Kill], [new(0, At(9), At(11), true), Good(0, 14)]).Single().Time.ShouldBe(At(4.1));

    [Fact]
    public void Recovery_AfterFailures_IsTheGoodCallAfterTheLast()
    {
        var recovery = Recoveries.Of([Kill], [Good(0, 10.1), Bad(0, 11), Good(0, 15), Bad(0, 17), Good(0, 20), Good(1, 10.1)]).Single();

        recovery.Time.ShouldBe(At(10.1));
        recovery.Failures.ShouldBe(2);
    }

    [Fact]
    public void Recovery_OfAProbeWithoutAnAnswerToTheEnd_IsNone() =>
        Recoveries.Of([Kill], [Good(0, 11), Bad(1, 11), Bad(1, 14)]).Single().Time.ShouldBeNull();

    [Fact]
    public void Failure_AfterTheNextDisturbance_BelongsToThat()
    {
        var recoveries = Recoveries.Of([Kill, Restart], [Bad(0, 11), Good(0, 13), Bad(0, 26), Good(0, 28)]);

        recoveries.Select(recovery => (recovery.Time, recovery.Failures)).ShouldBe([(At(3.1), 1), (At(3.1), 1)]);
    }

    [Fact]
    public void Recovery_NotThereByTheNextDisturbance_GoesOnBeyondIt() =>
        Recoveries.Of([Kill, Restart], [Bad(0, 11), Bad(0, 24), Bad(0, 27), Good(0, 30)])[0].Time.ShouldBe(At(20.1));

    [Theory]
    [InlineData(29.0, true)]
    [InlineData(30.0, false)]
    [InlineData(null, false)]
    public void Report_PassesOnlyWithEveryRecoveryBelowTheLimit(double? slowest, bool passes) =>
        Report(new(10, "silo-1", "kill", 2, 0), new(60, "silo-2", "kill", slowest, 4)).Passed.ShouldBe(passes);

    [Fact]
    public void Report_WithoutABlow_DoesNotPass() => Report().Passed.ShouldBeFalse();

    [Fact]
    public void Report_AsPeopleReadIt_HasALineABlowAndTheWorst()
    {
        string[] lines = [.. Report(new(10, "silo-1", "kill", 2, 0), new(60, "silo-2", "kill", 12.34, 4)).Lines()];

        lines.Length.ShouldBe(4);
        lines[2].ShouldContain("silo-2");
        lines[3].ShouldStartWith("longest recovery 12.3 s, limit 30 s");
    }

    private static ChaosReport Report(params DisturbanceFigures[] disturbances) =>
        new("kill", 1, 3, 64, DateTimeOffset.UnixEpoch, 120, 1_000, EndedEarly: false, LimitSeconds: 30, [.. disturbances]);

    private static ProbeCall Good(int probe, double at) => new(probe, At(at), At(at + 0.1), true);

    private static ProbeCall Bad(int probe, double at) => new(probe, At(at), At(at + 0.1), false);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
