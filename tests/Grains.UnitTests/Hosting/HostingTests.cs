using System.Collections.Immutable;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Hosting;
using Aegis.Grains.Sandbox;

namespace Aegis.Grains.UnitTests.Hosting;

public sealed class HostingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Lease_OfAnotherRun_IsVoidOnlyInASingleProcess()
    {
        var lease = Clock("one", single: true).Grant(1, TimeSpan.FromSeconds(10));

        Clock("one", single: true).IsVoid(lease).ShouldBeFalse();
        Clock("two", single: true).IsVoid(lease).ShouldBeTrue();
        Clock("two", single: false).IsVoid(lease).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(10));
        Clock("two", single: false).IsVoid(lease).ShouldBeTrue();
    }

    [Fact]
    public void DerivedId_OfParts_KeepsThemApart()
    {
        var id = DerivedId.Of("act", "default/acme", "trial");

        id.ShouldMatch("^act_[0-9a-z]{24}$");
        DerivedId.Of("act", "default/acme", "trial").ShouldBe(id);
        DerivedId.Of("act", "default/acmet", "rial").ShouldNotBe(id);
        GrainKey.IsId(id).ShouldBeTrue();
    }

    [Fact]
    public void SnakeCase_Names_GoBothWays()
    {
        SnakeCase.Of(Stage.ApiKeysGenerated).ShouldBe("api_keys_generated");
        SnakeCase.Parse<HealthStatus>("at_risk").ShouldBe(HealthStatus.AtRisk);
        SnakeCase.TryParse<Stage>("ApiKeysGenerated", out _).ShouldBeFalse();
        SnakeCase.TryParse<Stage>("1", out _).ShouldBeFalse();
    }

    [Fact]
    public void JsonText_Values_AreEscaped()
    {
        JsonText.Object(("a", "\"<b>\n"), ("none", null), ("n", 3), ("list", ImmutableArray.Create("x")))
            .ShouldBe("""{"a":"\u0022\u003Cb\u003E\n","n":3,"list":["x"]}""");
        JsonText.ReadArray(JsonText.Array(["a", "\"b\""])).ShouldBe(["a", "\"b\""]);
        JsonText.Array(default).ShouldBe("[]");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Options_OutOfRange_NameTheSetting(int attempts) =>
        Should.Throw<InvalidOperationException>(() => new GridOptions { MaxAttempts = attempts }.Validate()).Message.ShouldContain("MaxAttempts");

    [Fact]
    public void RateWindow_Minute_IsCountedAnew()
    {
        var window = new RateWindow();
        var now = new DateTimeOffset(2026, 6, 15, 12, 30, 45, TimeSpan.Zero);
        window.Count(now);
        window.Wait(2, now).ShouldBeNull();
        window.Count(now);

        window.Wait(2, now).ShouldBe(TimeSpan.FromSeconds(15));
        window.Wait(2, now.AddSeconds(15)).ShouldBeNull();
        window.Count(now.AddSeconds(15));
        window.Wait(2, now.AddSeconds(15)).ShouldBeNull();
    }

    private LeaseClock Clock(string instance, bool single) => new(_time, new GridOptions { InstanceId = instance, SingleProcess = single });
}
