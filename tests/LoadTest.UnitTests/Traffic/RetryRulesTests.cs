using Aegis.LoadTest.Traffic;

namespace Aegis.LoadTest.UnitTests.Traffic;

public sealed class RetryRulesTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(null)]
    public void Attempt_ThatMayPass_IsRepeated(int? status) => Pause(new("x", status, null)).ShouldNotBeNull();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public void Attempt_WithAFinalAnswer_IsNotRepeated(int status) => Pause(new("x", status, null)).ShouldBeNull();

    [Fact]
    public void Attempt_StillBeingPerformed_IsRepeatedWhenAskedTo() => Pause(new("409", 409, TimeSpan.FromSeconds(1))).ShouldNotBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RetryAfter_WhateverTheJitter_IsObeyed(double jitter) =>
        Pause(new("503", 503, TimeSpan.FromSeconds(5)), jitter: jitter).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));

    [Fact]
    public void Pause_AfterManyFailures_GrowsToTwoSeconds()
    {
        Pause(new("connection", null, null), failures: 1, jitter: 1).ShouldBe(TimeSpan.FromMilliseconds(100));
        Pause(new("connection", null, null), failures: 50, jitter: 1).ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Pause_BeyondTheBudget_IsNone()
    {
        Pause(new("503", 503, TimeSpan.FromSeconds(40))).ShouldBeNull();
        Pause(new("503", 503, null), spent: Budget).ShouldBeNull();
    }

    private static TimeSpan? Pause(Attempt attempt, int failures = 1, TimeSpan spent = default, double jitter = 0.5) =>
        RetryRules.Pause(attempt, failures, spent, Budget, jitter);
}
