using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("strated", "started")]
    [InlineData("custmer", "customer")]
    [InlineData("nwe", "new")]
    [InlineData("begining", "beginning")]
    [InlineData("onbaording", "onboarding")]
    public void IsNear_OneSlip_IsTheWord(string typed, string word) => Spelling.IsNear(typed, word).ShouldBeTrue();

    [Theory]
    [InlineData("now", "new")]
    [InlineData("few", "new")]
    [InlineData("refund", "return")]
    [InlineData("cat", "customer")]
    [InlineData("to", "so")]
    public void IsNear_AnotherWord_IsNot(string typed, string word) => Spelling.IsNear(typed, word).ShouldBeFalse();

    [Fact]
    public void Words_AccentsEmphasisAndSigns_AreFolded() =>
        Words.Of("J'AIMERAIS démarrer, pleaseeee!!! über Straße").ShouldBe(["j", "aimerais", "demarrer", "pleasee", "uber", "strasse"]);
}
