using Aegis.Cluster.Display;
using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.UnitTests.Display;

public sealed class StateTextTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);
    private static readonly MemberStatus Started = new MemberStatus("silo-1", 20_000, Phase.Waiting, Noon).Started(41, Noon);

    [Fact]
    public void Line_OfAReadyProcess_NamesItsPidPortAndState() =>
        StateText.Line(Started.Answered(true, Noon)).ShouldBe("12:00:07  silo-1     pid 41       port 20000  ready");

    [Fact]
    public void Line_OfOneThatDied_SaysSinceWhenAndHow() =>
        StateText.Line(Started.Died(137, Noon.AddMinutes(1))).ShouldBe("12:01:07  silo-1     pid -        port 20000  down since 12:01:07, ended with 137");

    [Theory]
    [InlineData(1, "starting, restarted 1 time")]
    [InlineData(3, "starting, restarted 3 times")]
    public void State_OfOneStartedAgain_SaysHowOften(int restarts, string text) =>
        StateText.Of(Enumerable.Range(0, restarts).Aggregate(Started, (status, _) => status.Died(1, Noon).Started(42, Noon))).ShouldBe(text);

    [Fact]
    public void State_OfOneThatDoesNotAnswer_SaysSinceWhen() =>
        StateText.Of(Started.Answered(true, Noon).Answered(false, Noon.AddSeconds(3))).ShouldBe("down since 12:00:10, does not answer");
}
