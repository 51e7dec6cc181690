using System.Net;
using System.Text.RegularExpressions;

namespace Aegis.Console.SignIn;

[Collection(ConsoleCollection.Name)]
public sealed partial class RequestGuardTests(ConsoleBrowser browser) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.Server.Address };

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/customers")]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/_framework/console.css")]
    public async Task Page_HostOfAnother_IsRefused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Post_OriginOfAnother_IsRefused(string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WebSocket_OriginOfAnother_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Add("Origin", "http://evil.example");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("key", ConsoleServer.AdminKey)]),
            Headers = { { "Origin", browser.Server.Address.GetLeftPart(UriPartial.Authority) } },
        };

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Circuit_NotSignedIn_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")
        {
            Headers = { { "Origin", browser.Server.Address.GetLeftPart(UriPartial.Authority) } },
        };

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/password?code=x")]
    [InlineData("/customers")]
    [InlineData("/export/customers.csv")]
    [InlineData("/_framework/console.js")]
    [InlineData("/knowledge/errors")]
    public async Task Answer_Any_ForbidsInlineScriptFramingAndGuessing(string path)
    {
        using var answer = await _client.GetAsync(path);

        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBeOneOf("same-origin", "no-referrer");
    }

    [Fact]
    public async Task Page_Any_NeedsNoInlineScriptStyleOrHandler()
    {
        await using var opened = await browser.OpenAsync();
        foreach (var path in (string[])["/", "/customers?new=true", "/customers/demo_active_customer", "/settings/policy"])
        {
            var html = await (await opened.Page.APIRequest.GetAsync(path)).TextAsync();

            html.ShouldNotContain("<style");
            Inline().Matches(html).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ReturnElsewhere_StaysHere(string returnUrl)
    {
        using var answer = await _client.GetAsync($"/sign-in?code={browser.Server.SignInCode()}&returnUrl={Uri.EscapeDataString(returnUrl)}");

        (await answer.Content.ReadAsStringAsync()).ShouldContain("0;url=/\"");
    }

    /// <summary>A script without a source, an attribute that is a handler, or a style within a tag.</summary>
    [GeneratedRegex(@"<script(?![^>]*\bsrc=)(?![^>]*type=""importmap"")|<[a-z][^>]*\s(on[a-z]+|style)=""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
