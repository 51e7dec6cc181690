using Aegis.Eval.Reports;
using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.UnitTests;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(3, 3, 3, 1.0)]
    [InlineData(2, 3, 1, 2 / 3.0)]
    [InlineData(2, 3, 2, 1 / 3.0)]
    [InlineData(2, 3, 3, 0.0)]
    [InlineData(0, 3, 1, 0.0)]
    public void PassHat_OfSomeTrials_IsTheChanceOfThatManyInARow(int passes, int trials, int k, double expected) =>
        Score(passes, trials).PassHat(k)!.Value.ShouldBe(expected, 1e-9);

    [Fact]
    public void PassHat_OfMoreThanWereRun_IsUnknown() => Score(1, 1).PassHat(2).ShouldBeNull();

    [Fact]
    public void Report_WithOneTrialFailed_FailsAndTellsWhy()
    {
        var report = new EvalReport("playbook", 3, 7, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), true, [Score(2, 3)]);

        report.Passed.ShouldBeFalse();
        Summary.Render(report).ShouldContain("the reason");
        report.ToJson().ShouldContain("\"where\": \"story.yaml:3\"");
    }

    [Fact]
    public void Report_EndedEarly_DoesNotPass() =>
        new EvalReport("playbook", 3, 7, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), false, [Score(3, 3)]).Passed.ShouldBeFalse();

    private static ScenarioScore Score(int passes, int trials)
    {
        var (scenario, _) = ScenarioFiles.Parse("story.yaml", "about: a\nagents: [growth]\nsteps:\n  - say: hello");
        return new(scenario!, [.. Enumerable.Range(1, trials).Select(t => new TrialResult("story", t, 7, t <= passes ? [] : [new Miss("story.yaml:3", "the reason")], [], TimeSpan.Zero))]);
    }
}
