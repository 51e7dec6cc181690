using System.Collections.Immutable;
using Aegis.Customers;
using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Customers;

public sealed class ProfileRulesTests
{
    private static readonly NewCustomer Fine = new("Acme", "dev@acme.example", ["Python"], "Europe/Berlin");

    [Theory]
    [InlineData("A")]
    [InlineData("Müller & Söhne GmbH")]
    [InlineData("株式会社エイジス")]
    [InlineData("Family 👨‍👩‍👧 Inc")]
    [InlineData("Robert'); DROP TABLE customers;--")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u2067within its own bounds\u2069")]
    [InlineData("\u202Eturned")]
    public void Company_ThatIsText_IsFine(string company) => ProfileRules.Check(Fine with { Company = company }).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Nul\0")]
    [InlineData("Two\nlines")]
    [InlineData("bell\u0007")]
    [InlineData("\u200B\uFEFF\u2060\u00AD")]
    [InlineData("\u3164\u2800\uFE0F")]
    [InlineData("ends\u2069 what it did not begin")]
    [InlineData(null)]
    public void Company_ThatIsNone_IsRefused(string? company) => ProfileRules.Check(Fine with { Company = company! })!.Field.ShouldBe("company");

    [Fact]
    public void Text_WithHalfASurrogatePair_IsRefused()
    {
        // Not as inline data: attributes are stored as UTF-8, which cannot hold them.
        ProfileRules.Check(Fine with { Company = "\uD800" })!.Field.ShouldBe("company");
        ProfileRules.Check(Fine with { Company = "half \uDC00" })!.Field.ShouldBe("company");
        ProfileRules.Check(Fine with { Email = "\uD83D@example.com" })!.Field.ShouldBe("email");
        ProfileRules.Check(Fine with { TechStack = ["\uDE00\uD83D"] })!.Field.ShouldBe("techStack[0]");
        // Control: a whole pair.
        ProfileRules.Check(Fine with { Company = "\uD83D\uDE00" }).ShouldBeNull();
    }

    [Fact]
    public void Company_Length_IsOneToTwoHundred()
    {
        ProfileRules.Check(Fine with { Company = new string('x', 200) }).ShouldBeNull();
        ProfileRules.Check(Fine with { Company = new string('x', 201) })!.Message.ShouldContain("201 characters");
    }

    [Theory]
    [InlineData("a@b.co")]
    [InlineData("first.last+tag@sub.example.com")]
    [InlineData("o'neil@example.org")]
    public void Email_ThatIsAnAddress_IsFine(string email) => ProfileRules.Check(Fine with { Email = email }).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example.com\r\nBcc: all@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Ann <a@example.com>")]
    [InlineData("a\0@example.com")]
    public void Email_ThatIsNone_IsRefusedNamingIt(string email)
    {
        var refusal = ProfileRules.Check(Fine with { Email = email })!;

        refusal.Field.ShouldBe("email");
        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        refusal.Message.ShouldNotContain("\0");
        refusal.Message.Any(c => char.IsControl(c)).ShouldBeFalse();
    }

    [Fact]
    public void Email_TooLong_IsRefused() =>
        ProfileRules.Check(Fine with { Email = "a@" + string.Concat(Enumerable.Repeat("abcdefgh.", 30)) + "com" })!.Field.ShouldBe("email");

    [Fact]
    public void TechStack_Items_AreBounded()
    {
        ProfileRules.Check(Fine with { TechStack = default }).ShouldBeNull();
        ProfileRules.Check(Fine with { TechStack = [.. Enumerable.Repeat("C#", 20)] }).ShouldBeNull();
        ProfileRules.Check(Fine with { TechStack = [.. Enumerable.Repeat("C#", 21)] })!.Field.ShouldBe("techStack");
        ProfileRules.Check(Fine with { TechStack = ["C#", ""] })!.Field.ShouldBe("techStack[1]");
        ProfileRules.Check(Fine with { TechStack = [new string('x', 61)] })!.Field.ShouldBe("techStack[0]");
        ProfileRules.Check(Fine with { TechStack = ["a\0"] })!.Field.ShouldBe("techStack[0]");
        ProfileRules.Check(Fine with { TechStack = [null!] })!.Field.ShouldBe("techStack[0]");
    }

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("Europe/Berlin\0", false)]
    [InlineData("", false)]
    public void TimeZone_Name_IsIana(string timeZone, bool fine) =>
        (ProfileRules.Check(Fine with { TimeZone = timeZone })?.Field).ShouldBe(fine ? null : "timeZone");

    [Fact]
    public void Changes_None_AreRefused()
    {
        ProfileRules.Check(new CustomerChanges()).ShouldNotBeNull();
        ProfileRules.Check(new CustomerChanges(TechStack: ImmutableArray<string>.Empty)).ShouldBeNull();
        ProfileRules.Check(new CustomerChanges(Email: "nope"))!.Field.ShouldBe("email");
    }
}
