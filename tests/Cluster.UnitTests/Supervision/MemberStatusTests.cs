using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.UnitTests.Supervision;

public sealed class MemberStatusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberStatus Ready = new MemberStatus("silo-1", 20_000, Phase.Waiting, Noon).Started(41, Noon).Answered(true, Noon.AddSeconds(3));

    [Fact]
    public void Status_StartedAndAnswering_IsReady()
    {
        Ready.Phase.ShouldBe(Phase.Ready);
        Ready.Pid.ShouldBe(41);
        Ready.Restarts.ShouldBe(0);
    }

    [Fact]
    public void Status_NotAnsweringAnyMore_IsDownSinceThen()
    {
        var down = Ready.Answered(false, Noon.AddMinutes(1)).Answered(false, Noon.AddMinutes(2));

        down.Phase.ShouldBe(Phase.Down);
        down.Since.ShouldBe(Noon.AddMinutes(1));
        down.Answered(true, Noon.AddMinutes(3)).Phase.ShouldBe(Phase.Ready);
    }

    [Fact]
    public void Status_NotYetReady_IsStartingHoweverOftenAsked() =>
        Ready.Died(137, Noon).Started(42, Noon).Answered(false, Noon.AddSeconds(9)).Phase.ShouldBe(Phase.Starting);

    [Fact]
    public void Status_StartedAgain_CountsItAndHasAnotherPid()
    {
        var again = Ready.Died(137, Noon.AddMinutes(1)).Started(42, Noon.AddMinutes(2));

        again.Restarts.ShouldBe(1);
        again.Pid.ShouldBe(42);
        again.ExitCode.ShouldBe(137);
    }

    [Fact]
    public void Ends_InARow_AreCountedUntilItWasWellForLong()
    {
        var thrice = Ready.Died(1, Noon.AddSeconds(4)).Started(42, Noon).Died(1, Noon).Started(43, Noon).Died(1, Noon);

        thrice.InARow.ShouldBe(3);
        thrice.Started(44, Noon).Answered(true, Noon).Died(1, Noon + MemberStatus.Settled).InARow.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(5, 8)]
    [InlineData(6, 30)]
    [InlineData(1_000, 30)]
    public void Backoff_GrowsWithEnds_UpToHalfAMinute(int ends, double seconds) => Backoff.After(ends).ShouldBe(TimeSpan.FromSeconds(seconds));
}
