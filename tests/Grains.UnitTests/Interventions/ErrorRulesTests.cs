using Aegis.Interventions;

namespace Aegis.Grains.UnitTests.Interventions;

public sealed class ErrorRulesTests
{
    [Theory]
    [InlineData(10, 1, false, "exactly 10 % is not over it")]
    [InlineData(9, 9, false, "nine calls are too few")]
    [InlineData(10, 2, true, "20 % of 10")]
    [InlineData(100, 11, true, "11 % of 100")]
    [InlineData(1000, 100, false, "exactly 10 %")]
    public void Calls_InTheWindow_OpenOverTenPercentOfTen(int calls, int errors, bool opens, string because) =>
        (new EpisodeFigures().Calls(calls, errors).Open is not null).ShouldBe(opens, because);

    [Theory]
    [InlineData(20, 3, InterventionPriority.Medium)]
    [InlineData(100, 16, InterventionPriority.High)]
    public void Opening_OverFifteenPercent_IsOfHighPriority(int calls, int errors, InterventionPriority priority) =>
        new EpisodeFigures().Calls(calls, errors).Open!.Priority.ShouldBe(priority);

    [Fact]
    public void Opening_OfErrors_NamesFiguresAndCause() =>
        new EpisodeFigures().Calls(40, 10, "KEY_REVOKED").Open!.Reason.ShouldBe(
            "Error rate 25 %: 10 of 40 calls failed in the 24 h up to 2026-03-02 12:00 UTC, most with KEY_REVOKED.");

    [Fact]
    public void Errors_WhileTheEpisodeIsOpen_OpenNoOther()
    {
        var figures = new EpisodeFigures().Calls(20, 10).Calls(20, 20).Wait(TimeSpan.FromHours(3)).Calls(20, 20);

        figures.Episodes.ShouldHaveSingleItem();
    }

    [Fact]
    public void GoodCalls_AfterASpike_EndItLongBeforeTheWindowDoes()
    {
        var figures = new EpisodeFigures().Calls(40, 20);

        figures.Wait(TimeSpan.FromMinutes(5)).Calls(15, 0);

        figures.Open.ShouldBeNull();
        figures.Episodes.ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Resolved);
    }

    [Fact]
    public void GoodCalls_TooFewToJudge_DoNotEndIt() => new EpisodeFigures().Calls(40, 20).Calls(9, 0).Open.ShouldNotBeNull();

    [Fact]
    public void Rate_BackAtTenPercentOfTheWindow_EndsIt() => new EpisodeFigures().Calls(12, 2).Calls(8, 0).Open.ShouldBeNull();

    [Fact]
    public void Calls_StillFailing_MoveTheMarkAndDoNotEndIt()
    {
        var figures = new EpisodeFigures().Calls(40, 20);
        for (var batch = 0; batch < 10; batch++)
            figures.Calls(20, 4);

        figures.Open.ShouldNotBeNull();
        figures.Calls(20, 0).Calls(40, 1).Open.ShouldBeNull();
    }

    [Fact]
    public void Spike_AfterRecoveryInTheSameDay_OpensANewEpisode()
    {
        var figures = new EpisodeFigures().Calls(40, 20).Wait(TimeSpan.FromHours(1)).Calls(60, 0);
        figures.Open.ShouldBeNull();
        var first = figures.Episodes[0].Id;

        figures.Wait(TimeSpan.FromHours(1)).Calls(20, 15);

        figures.Open.ShouldNotBeNull().Id.ShouldNotBe(first);
        figures.Episodes.Count.ShouldBe(2);
    }

    [Fact]
    public void Recovery_WithTheOldErrorsStillInTheWindow_OpensNothingByItself()
    {
        var figures = new EpisodeFigures().Calls(40, 20).Calls(40, 0);
        figures.Open.ShouldBeNull();

        figures.Calls(1, 1).Calls(10, 0).Wait(TimeSpan.FromHours(2)).Judge();

        figures.Episodes.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(14)]
    [InlineData(18)]
    public void SteadyRate_CallByCallForThreeDays_IsFewEpisodes(int percent)
    {
        var figures = new EpisodeFigures();
        var random = new Random(percent);
        for (var hour = 0; hour < 72; hour++)
        {
            for (var call = 0; call < 20; call++)
                figures.Calls(1, random.Next(100) < percent ? 1 : 0);
            figures.Wait(TimeSpan.FromHours(1));
        }

        var opened = figures.State.Journal.Ledger.Count(e => e.Kind == "episode_opened");
        opened.ShouldBeLessThanOrEqualTo(3, "one problem at the edge is not many");
        if (percent > 15)
            figures.Open.ShouldNotBeNull();
    }

    [Fact]
    public void MoreErrors_OnceTheFirstFindingWasDealtWith_AreAFindingOfTheSameEpisode()
    {
        var figures = new EpisodeFigures().Calls(30, 15).Handle();
        var first = figures.Open!;

        figures.Calls(10, 10);

        figures.Open!.ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe(first.Id), e => e.Finding.ShouldBe(2), e => e.Status.ShouldBe(InterventionStatus.Acting), e => e.Reason.ShouldContain("25 of 40"));
    }

    [Fact]
    public void MoreErrors_BeforeTheFirstFindingWasDealtWith_AreNoFindingYet() =>
        new EpisodeFigures().Calls(30, 15).Calls(30, 30).Open!.Finding.ShouldBe(1);

    [Fact]
    public void FewMoreErrors_AreNoFinding() => new EpisodeFigures().Calls(30, 15).Handle().Calls(4, 4).Open!.Finding.ShouldBe(1);

    [Fact]
    public void AnotherCauseInFront_WithAFewMoreErrors_IsAFinding()
    {
        var figures = new EpisodeFigures().Calls(100, 30, "INVALID_KEY").Handle();

        figures.Calls(6, 6, "INVALID_KEY").Open!.Finding.ShouldBe(1);
        figures.Calls(38, 38, "RATE_LIMITED").Open!.ShouldSatisfyAllConditions(e => e.Finding.ShouldBe(2), e => e.Cause.ShouldBe("RATE_LIMITED"));
    }

    [Fact]
    public void Rate_WorseningOverFifteenPercent_RaisesThePriorityAtOnce()
    {
        var figures = new EpisodeFigures().Calls(50, 6).Handle();
        figures.Open!.Priority.ShouldBe(InterventionPriority.Medium);

        figures.Calls(4, 4);

        figures.Open!.ShouldSatisfyAllConditions(e => e.Priority.ShouldBe(InterventionPriority.High), e => e.Finding.ShouldBe(2));
    }

    [Fact]
    public void ErrorsWithoutEnd_AreABoundedNumberOfFindings()
    {
        var figures = new EpisodeFigures().Calls(20, 10).Handle();
        for (var batch = 0; batch < 2_000; batch++)
        {
            figures.Calls(10, 5);
            if (figures.Open!.Status == InterventionStatus.Acting)
                figures.Handle();
        }

        figures.Open!.Finding.ShouldBe(10);
    }
}
