using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Customers;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("abc", 3, "…", "abc")]
    [InlineData("abcd", 3, "…", "abc…")]
    [InlineData("abcd", 3, "", "abc")]
    [InlineData("ab😀d", 3, "…", "ab…")]
    [InlineData("ab😀d", 4, "…", "ab😀…")]
    public void Shorten_LongText_KeepsWholeCharacters(string text, int longest, string mark, string expected)
    {
        var shortened = TextRules.Shorten(text, longest, mark);

        shortened.ShouldBe(expected);
        TextRules.FaultOfText(shortened).ShouldBeNull();
    }

    [Theory]
    [InlineData("abc ", 4, "abc ")]
    [InlineData("ab cd", 3, "ab…")]
    [InlineData("ab😀d", 3, "ab…")]
    public void Excerpt_LongText_EndsWithoutABlank(string text, int longest, string expected) => TextRules.Excerpt(text, longest).ShouldBe(expected);
}
