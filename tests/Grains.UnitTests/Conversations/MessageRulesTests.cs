using Aegis.Grains.Conversations;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class MessageRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("a\0b")]
    public void Refuse_UnfitText_NamesTheField_Invariant12(string text)
    {
        var refusal = MessageRules.Refuse(text, "text").ShouldNotBeNull();

        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        refusal.Field.ShouldBe("text");
    }

    // Not as a theory's data: an attribute cannot hold half a pair.
    [Fact]
    public void Refuse_LoneSurrogate_NamesTheField_Invariant12() => MessageRules.Refuse("half \ud83d", "comment")!.Field.ShouldBe("comment");

    [Fact]
    public void Refuse_TooLong_SaysHowLongItMayBe() =>
        MessageRules.Refuse(new string('a', MessageRules.MaxLength + 1), "text")!.Message.ShouldContain("16,000");

    [Theory]
    [InlineData("hello 👋")]
    [InlineData("zwei\nZeilen")]
    public void Refuse_FitText_IsNull(string text) => MessageRules.Refuse(text, "text").ShouldBeNull();
}
