namespace Aegis.Api.IntegrationTests.Support;

internal static class StringAssertions
{
    /// <summary>The text itself, once it is known not to be empty.</summary>
    public static string ShouldNotBeEmpty(this string text, string because)
    {
        text.Length.ShouldBeGreaterThan(0, because);
        return text;
    }
}
