namespace Aegis.Grains.UnitTests.Customers;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("Acme & Söhne 株式会社 👍 <b>")]
    [InlineData("zero\u200Bwidth \uFEFF")]
    [InlineData("")]
    public void Isolated_TextFromLeftToRight_IsAsItIs(string text) => ShownText.Isolated(text).ShouldBe(text);

    [Theory]
    [InlineData("Foo\u202E", "Foo")]
    [InlineData("Foo\u2069\u202E", "Foo")]
    [InlineData("\u2067\u2067Foo", "Foo")]
    [InlineData("two\u2029paragraphs", "two paragraphs")]
    [InlineData("שלום 12", "שלום 12")]
    [InlineData("مرحبا", "مرحبا")]
    [InlineData("𐤀𐤁", "𐤀𐤁")]
    public void Isolated_TextThatTurns_StandsBetweenIsolatesWithoutItsMarks(string text, string kept) => ShownText.Isolated(text).ShouldBe($"\u2068{kept}\u2069");

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(" \t\u3000", true)]
    [InlineData("\u200B\u2060\uFEFF\u00AD\u202E", true)]
    [InlineData("\u3164\u115F\u2800\uFE0F", true)]
    [InlineData(".", false)]
    [InlineData("👍", false)]
    [InlineData("\u200Bא", false)]
    public void IsBlank_OfWhatCannotBeSeen_IsTrue(string? text, bool blank) => ShownText.IsBlank(text).ShouldBe(blank);

    [Theory]
    [InlineData("\u2066a\u2069", -1)]
    [InlineData("\u202Ea", -1)]
    [InlineData("a\u2069", 1)]
    [InlineData("\u2068a\u2069\u2069", 3)]
    public void LooseEnd_OfAnIsolate_IsFound(string text, int at) => ShownText.LooseEnd(text).ShouldBe(at);
}
