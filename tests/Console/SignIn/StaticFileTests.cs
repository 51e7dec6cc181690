using System.Net;

namespace Aegis.Console.SignIn;

[Collection(ConsoleCollection.Name)]
public sealed class StaticFileTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData("blazor.web.js", "text/javascript")]
    [InlineData("console.js", "text/javascript")]
    [InlineData("keys.js", "text/javascript")]
    [InlineData("theme.js", "text/javascript")]
    [InlineData("hints.js", "text/javascript")]
    [InlineData("console.css", "text/css")]
    [InlineData("aegis.svg", "image/svg+xml")]
    public async Task File_AskedAgain_IsNotSentAgain(string name, string type)
    {
        using var client = new HttpClient { BaseAddress = browser.Server.Address };
        using var first = await client.GetAsync($"/_framework/{name}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/_framework/{name}");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.SendAsync(request);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        first.Headers.ETag!.IsWeak.ShouldBeFalse();
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task StyleSheet_WrittenInSeveralFiles_IsSentAsOne()
    {
        using var client = new HttpClient { BaseAddress = browser.Server.Address };

        var sent = await client.GetStringAsync("/_framework/console.css");

        sent.ShouldNotContain("@import");
        foreach (var rule in (string[])[":root {", ".button {", ".top {", ".tiles {", ".settings {"])
            sent.ShouldContain($"\n{rule}");
    }
}
