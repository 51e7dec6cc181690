using Aegis.Activity;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.Storage.States;

namespace Aegis.Grains.UnitTests.Activity;

public sealed class ActivityFoldTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(35 * 24 * 60, true)]
    [InlineData(35 * 24 * 60 + 0.9, true)]
    [InlineData(35 * 24 * 60 + 1.1, false)]
    [InlineData(-5, true)]
    [InlineData(-5.1, false)]
    public void Check_TimeOfAnEvent_IsWithinItsBounds(double minutesAgo, bool fine) =>
        (ActivityFold.Check([Event() with { At = Now.AddMinutes(-minutesAgo) }], Now) is null).ShouldBe(fine);

    [Theory]
    [InlineData(99)]
    [InlineData(600)]
    [InlineData(-1)]
    public void Check_StatusOutOfRange_IsRefused(int status) =>
        ActivityFold.Check([Event(), Event() with { Status = status }], Now)!.Field.ShouldBe("status");

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("WITH SPACE")]
    [InlineData("NUL\0")]
    [InlineData("ÄRGER")]
    public void Check_ReasonThatIsNone_IsRefused(string reason) =>
        ActivityFold.Check([Event() with { Reason = reason }], Now)!.Field.ShouldBe("reason");

    [Fact]
    public void Check_TooManyOrMissingEvents_AreRefused()
    {
        ActivityFold.Check([.. Enumerable.Repeat(Event(), ActivityFold.MaxEvents + 1)], Now)!.Field.ShouldBe("events");
        ActivityFold.Check(default, Now)!.Field.ShouldBe("events");
        ActivityFold.Check([null!], Now)!.Field.ShouldBe("events[0]");
        ActivityFold.Check([], Now).ShouldBeNull();
    }

    [Fact]
    public void Fold_NewIds_GoToTheJournalOfTheSameCommit()
    {
        var state = new ActivityState();
        var ids = new RememberedIds();

        ActivityFold.Fold(state, [Event("a"), Event("b"), Event("a"), Event()], ids, Now).ShouldBe(1);

        state.TotalCalls.ShouldBe(3);
        state.Journal.ActivityIds!.Hashes.Length.ShouldBe(2 * RememberedIds.BytesPerId);
        var restored = RememberedIds.From([state.Journal.ActivityIds]);
        restored.Add(RememberedIds.HashOf("a"), Now).ShouldBeFalse();
        restored.Add(RememberedIds.HashOf("c"), Now).ShouldBeTrue();
    }

    [Fact]
    public void Remembered_Ids_AreTheLastTenThousandAndThoseOfADay()
    {
        var ids = new RememberedIds();
        for (var i = 0; i < RememberedIds.AtLeast + 1; i++)
            ids.Add(RememberedIds.HashOf($"{i}"), Now);

        // All of a day ago and less: none is forgotten, however many.
        ids.Add(RememberedIds.HashOf("0"), Now.AddHours(24)).ShouldBeFalse();
        // Later only the last ten thousand stay.
        ids.Add(RememberedIds.HashOf("new"), Now.AddHours(25)).ShouldBeTrue();
        ids.Add(RememberedIds.HashOf("2"), Now.AddHours(25)).ShouldBeFalse();
        ids.Add(RememberedIds.HashOf("0"), Now.AddHours(25)).ShouldBeTrue();
    }

    [Fact]
    public void NextAt_Evaluation_IsDailyAndEnds()
    {
        var first = EvaluationRules.NextAt("default/acme", Now, Now)!.Value;

        first.ShouldBeInRange(Now.AddTicks(1), Now.AddDays(1));
        EvaluationRules.NextAt("default/acme", Now, first).ShouldBe(first.AddDays(1));
        EvaluationRules.NextAt("default/acme", Now, Now + HealthRules.GoneAfter).ShouldNotBeNull();
        EvaluationRules.NextAt("default/acme", Now, Now.AddDays(15)).ShouldBeNull();
        EvaluationRules.NextAt("default/acme", null, Now).ShouldBeNull();
    }

    private static ActivityEvent Event(string? id = null) => new(id, "/v2/customers", 200, Now);
}
