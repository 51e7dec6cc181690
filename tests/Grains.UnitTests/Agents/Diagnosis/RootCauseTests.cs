using System.Collections.Immutable;
using Aegis.Activity;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Customers;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Agents.Diagnosis;

public sealed class RootCauseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly ApiKey TestKey = new("key_1", KeyEnvironment.Test, "sk_test_AbCd", KeyStatus.Active, Now.AddDays(-9), null, null);

    private static readonly (string Reason, int Status, Cause Cause)[] Known =
    [
        ("NO_API_KEYS", 401, Cause.NoKey), ("KEY_REVOKED", 401, Cause.RevokedKey), ("WRONG_ENVIRONMENT", 401, Cause.LiveKeyOnTestSite),
        ("INVALID_KEY", 401, Cause.UnknownKey), ("KEY_VALID_BUT_HEADERS_INCORRECT", 401, Cause.MalformedHeader),
        ("TRIAL_EXPIRED", 403, Cause.TrialExpired), ("RATE_LIMITED", 429, Cause.RateLimited), ("PRODUCT_ERROR", 503, Cause.ProductError),
    ];

    public static IEnumerable<object[]> Reasons => Known.Select(known => new object[] { known.Reason, known.Status, known.Cause });

    [Theory]
    [MemberData(nameof(Reasons))]
    [InlineData(null, 500, Cause.ProductError)]
    [InlineData("DATABASE_DOWN", 502, Cause.ProductError)]
    [InlineData(null, 429, Cause.RateLimited)]
    [InlineData(null, 401, Cause.Unexplained)]
    [InlineData(null, 404, Cause.Unexplained)]
    [InlineData("CARD_DECLINED", 402, Cause.Unexplained)]
    public void Cause_OfOneReason_IsNamed(string? reason, int status, Cause cause)
    {
        var root = RootCause.Of(Report([(reason, status)]));

        root.Cause.ShouldBe(cause);
        root.Main.Count.ShouldBe(1);
    }

    [Fact]
    public void Cause_InTwoHundredRandomMixtures_IsTheMostFrequentOrTheLatestOfThose()
    {
        var random = new Random(20_260_310);
        for (var run = 0; run < 200; run++)
        {
            var calls = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Known[random.Next(random.Next(1, Known.Length + 1))]).ToArray();
            var expected = calls.Select((call, i) => (call.Cause, At: i)).GroupBy(call => call.Cause)
                .OrderByDescending(group => group.Count()).ThenByDescending(group => group.Max(call => call.At)).First();

            var root = RootCause.Of(Report([.. calls.Select(call => ((string?)call.Reason, call.Status))]));

            (root.Cause, root.Main.Count).ShouldBe((expected.Key, expected.Count()), $"run {run}");
            root.Others.Length.ShouldBe(calls.Select(call => call.Cause).Distinct().Count() - 1);
        }
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(50, 3, true)]
    public void Cause_WithLaterSuccessesOfTheSameKey_IsHealed(int failures, int successes, bool healed)
    {
        var state = new ActivityState();
        Fail(state, failures, "KEY_VALID_BUT_HEADERS_INCORRECT", TestKey.Id);
        Succeed(state, successes, TestKey.Id);

        var root = RootCause.Of(Report(state));

        (root.Main.Healed, root.IsOpen).ShouldBe((healed, !healed));
    }

    [Theory]
    [InlineData("key_2")]
    [InlineData(null)]
    public void Cause_WithLaterSuccessesOfAnotherKey_IsNotHealed(string? other)
    {
        var state = new ActivityState();
        Fail(state, 3, "KEY_VALID_BUT_HEADERS_INCORRECT", TestKey.Id);
        Succeed(state, 9, other);

        RootCause.Of(Report(state)).Main.Healed.ShouldBeFalse();
    }

    [Fact]
    public void Cause_ThatIsOpen_GoesBeforeOneThatIsHealed()
    {
        var state = new ActivityState();
        Fail(state, 9, "KEY_VALID_BUT_HEADERS_INCORRECT", TestKey.Id);
        Succeed(state, 5, TestKey.Id);
        Fail(state, 2, "KEY_REVOKED", "key_2");

        var root = RootCause.Of(Report(state));

        root.Cause.ShouldBe(Cause.RevokedKey);
        root.Others.ShouldHaveSingleItem().Healed.ShouldBeTrue();
    }

    [Fact]
    public void Cause_WithoutAFailure_IsWhatTheCustomerLacks()
    {
        RootCause.Of(Report(new ActivityState())).Cause.ShouldBe(Cause.None);
        RootCause.Of(Report(new ActivityState()) with { Keys = [] }).Cause.ShouldBe(Cause.NoKey);
        RootCause.Of(Report(new ActivityState()) with { Tier = Tier.Trial, TrialEndsAt = Now.AddDays(-1) }).Cause.ShouldBe(Cause.TrialExpired);
        RootCause.Of(Report(new ActivityState()) with { Site = null }).Cause.ShouldBe(Cause.SiteNotProvisioned);
    }

    [Fact]
    public void Cause_OfAPastedKey_SpeaksWhereNothingWasRecorded()
    {
        var pasted = new KeyFinding("", [TestKey], [new(new("sk_test_XyZw", "hash", KeyEnvironment.Test, true, null), null)]);

        RootCause.Of(Report(new ActivityState())).With(pasted, null).ShouldSatisfyAllConditions(
            cause => cause.Cause.ShouldBe(Cause.UnknownKey), cause => cause.Evidence.ShouldBe(Evidence.Pasted));
        RootCause.Of(Report([("RATE_LIMITED", 429)])).With(pasted, null).Cause.ShouldBe(Cause.RateLimited);
    }

    [Fact]
    public void Cause_MeasuredByACallOfOurOwn_SpeaksWhereNothingWasRecorded()
    {
        var probe = new ProbeFinding("", [new(TestKey, ProbePlan.Documented, 503, 3, "")]);

        RootCause.Of(Report(new ActivityState())).With(null, probe).ShouldSatisfyAllConditions(
            cause => cause.Cause.ShouldBe(Cause.ProductError), cause => cause.Evidence.ShouldBe(Evidence.Measured));
    }

    [Fact]
    public void Traces_OfMoreReasonsThanAreKept_KeepTheLatest()
    {
        var state = new ActivityState();
        for (var i = 0; i < 40; i++)
            FailureTraces.Note(state, Now.AddMinutes(i), 401, $"REASON_{i}", "GET /a", null, null);

        state.LastFailures!.Count.ShouldBe(UsageBucket.MaxReasons);
        state.LastFailures.ShouldContainKey("REASON_39");
        FailureTraces.Note(state, Now, 401, "TOO_OLD", "GET /a", null, null);
        state.LastFailures.ShouldNotContainKey("TOO_OLD");
    }

    private static FailureReport Report((string? Reason, int Status)[] calls)
    {
        var state = new ActivityState();
        for (var i = 0; i < calls.Length; i++)
            Count(state, Now.AddMinutes(i - calls.Length), calls[i].Status, calls[i].Reason, TestKey.Id);
        return Report(state);
    }

    private static FailureReport Report(ActivityState state) => FailureReports.Of(
        new CustomerState { Tier = Tier.Starter, Site = "acme-test" }, state, [TestKey], callsPerMinute: 100, Now);

    private static void Fail(ActivityState state, int times, string reason, string? keyId)
    {
        for (var i = 0; i < times; i++)
            Count(state, Now.AddMinutes(-30), 401, reason, keyId);
    }

    private static void Succeed(ActivityState state, int times, string? keyId)
    {
        for (var i = 0; i < times; i++)
            Count(state, Now.AddMinutes(-20), 200, null, keyId);
    }

    private static void Count(ActivityState state, DateTimeOffset at, int status, string? reason, string? keyId)
    {
        UsageWindows.Count(state, at, status, reason);
        FailureTraces.Note(state, at, status, reason, "GET /v2/customers", keyId, keyId is null ? null : "Bearer");
    }
}
