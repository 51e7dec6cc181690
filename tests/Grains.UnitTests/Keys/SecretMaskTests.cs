using System.Text;
using Aegis.Grains.Keys;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Keys;

public sealed class SecretMaskTests
{
    private const string Secret = "sk_test_0123456789abcdefghijABCDEFGHIJ0123456789";

    [Theory]
    [InlineData("it fails with {0}", "it fails with sk_test_0123…", null)]
    [InlineData("Authorization: Bearer {0}", "Authorization: Bearer sk_test_0123…", "Bearer")]
    [InlineData("curl -u {0}: https://x", "curl -u sk_test_0123…: https://x", null)]
    [InlineData("key={0}&x=1", "key=sk_test_0123…&x=1", null)]
    [InlineData("X-Api-Key: {0}", "X-Api-Key: sk_test_0123…", "X-Api-Key")]
    [InlineData("Basic {1}", "Basic c2tf…", "Basic")]
    [InlineData("xx{0}", "xxsk_test_0123…", null)]
    public void Invariant8_KeyInAText_IsMaskedAndRememberedByItsHash(string template, string masked, string? scheme)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, Secret, Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Secret}:")));

        var (result, keys) = SecretMask.Apply(text, secret => $"hash of {secret.Length}");

        result.ShouldBe(masked);
        keys.ShouldHaveSingleItem().ShouldBe(new PastedKey("sk_test_0123", $"hash of {Secret.Length}", KeyEnvironment.Test, false, scheme));
    }

    [Theory]
    [InlineData("My API calls fail with 401")]
    [InlineData("the key sk_test_0123… fails")]
    [InlineData("sk_test_ is the prefix")]
    public void Text_WithoutASecret_StaysAsItIs(string text)
    {
        var (result, keys) = SecretMask.Apply(text, _ => "hash");

        result.ShouldBe(text);
        keys.ShouldBeEmpty();
    }

    [Fact]
    public void Keys_InAnyNumber_AreAllMaskedAndFewRemembered()
    {
        var text = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"sk_live_{i:00000000}zzzz"));

        var (result, keys) = SecretMask.Apply(text, secret => secret);

        result.ShouldNotContain("zzzz");
        keys.Length.ShouldBe(SecretMask.MaxRemembered);
    }
}
