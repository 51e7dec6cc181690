using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class TicketKeysTests
{
    [Theory]
    [InlineData("what about KAN-7?", "KAN-7")]
    [InlineData("any news on kan-12", "KAN-12")]
    [InlineData("(SUP-1024) is still open", "SUP-1024")]
    [InlineData("status of AE2-3.", "AE2-3")]
    public void In_TicketNamed_IsItsKey(string text, string key) => TicketKeys.In(text).ShouldBe(key);

    [Theory]
    [InlineData("encode it as UTF-8")]
    [InlineData("sha-256 of the body")]
    [InlineData("CVE-2024-1234")]
    [InlineData("id 7f3a-12")]
    [InlineData("on 2026-01-12")]
    [InlineData("us-east-1")]
    [InlineData("python-3")]
    public void In_OtherThingsWithADash_IsNull(string text) => TicketKeys.In(text).ShouldBeNull();

    [Fact]
    public void All_SeveralNamed_AreEachOnceInOrder() => TicketKeys.All("KAN-2, kan-1 and KAN-2").ShouldBe(["KAN-2", "KAN-1"]);
}
