using Aegis.LoadTest.Reports;
using Aegis.LoadTest.Verification;

namespace Aegis.LoadTest.UnitTests.Reports;

public sealed class ObjectivesTests
{
    private static readonly Verdict Clean = new(1, 10, 0, 1, 1, Parked: 0, Unreadable: 0, Lost: 0, Repeated: 0, []);

    [Fact]
    public void Run_WithinItsLimits_Passes() => Passes(errors: 1, p99: 90, Clean).ShouldBeTrue();

    [Fact]
    public void Run_WithMoreErrorsThanAllowed_Fails() => Passes(errors: 2, p99: 90, Clean).ShouldBeFalse();

    [Fact]
    public void Run_SlowerThanAllowed_Fails() => Passes(errors: 0, p99: 101, Clean).ShouldBeFalse();

    [Fact]
    public void Run_ThatLostOne_Fails() => Passes(errors: 0, p99: 90, Clean with { Lost = 1 }).ShouldBeFalse();

    [Fact]
    public void Run_ThatDidOneTwice_Fails() => Passes(errors: 0, p99: 90, Clean with { Repeated = 1 }).ShouldBeFalse();

    [Fact]
    public void Run_ThatWasNotVerified_Fails() => Passes(errors: 0, p99: 90, null).ShouldBeFalse();

    [Fact]
    public void Run_ThatDidNothing_Fails() =>
        new Objectives(1, null).Judge(0, 0, TimeSpan.Zero, Clean).ShouldContain(o => !o.Met);

    private static bool Passes(long errors, int p99, Verdict? verdict) =>
        new Objectives(0.01, TimeSpan.FromMilliseconds(100)).Judge(100, errors, TimeSpan.FromMilliseconds(p99), verdict).All(o => o.Met);
}
