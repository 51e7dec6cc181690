using Aegis.Dashboard;
using Aegis.Dashboard.SignIn;

namespace Aegis.Console.Rules;

public sealed class SignInCodesTests
{
    private readonly SettableTime _time = new();
    private readonly SignInCodes _codes;

    public SignInCodesTests() => _codes = new SignInCodes(new DashboardOptions(), _time);

    [Fact]
    public void Code_UsedTwice_IsGoodOnce()
    {
        var code = _codes.Issue();

        new[] { _codes.Redeem(code), _codes.Redeem(code) }.ShouldBe([true, false]);
    }

    [Fact]
    public void Code_TooOld_IsRefused()
    {
        var code = _codes.Issue();

        _time.Now += TimeSpan.FromMinutes(15);

        _codes.Redeem(code).ShouldBeFalse();
    }

    [Fact]
    public void Code_NeverIssued_IsRefused() => _codes.Redeem("guess").ShouldBeFalse();

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
