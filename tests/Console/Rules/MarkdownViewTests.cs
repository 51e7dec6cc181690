using Aegis.Dashboard.Components.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Console.Rules;

public sealed class MarkdownViewTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("[click](javascript:alert(1))", "href")]
    [InlineData("[click](data:text/html,x)", "href")]
    [InlineData("[click](vbscript:x)", "href")]
    [InlineData("[click](//evil.example/knowledge/x)", "href")]
    [InlineData("[click](/sign-out)", "href")]
    [InlineData("[click](/knowledge/../sign-out)", "href")]
    [InlineData("[click](/knowledge/errors?x=1)", "href")]
    [InlineData("<https://ok.example/\" onmouseover=alert(1)>", "onmouseover=\"")]
    [InlineData("<svg onload=alert(1)><style>*{}</style>", "<svg")]
    [InlineData("<form action=/sign-out><button>x</button></form>", "<form")]
    [InlineData("<iframe srcdoc=x></iframe>", "<iframe")]
    [InlineData("`</code><script>alert(1)</script>`", "<script")]
    [InlineData("```\"><script>alert(1)</script>\nx\n```", "<script")]
    [InlineData("![picture](https://evil.example/pixel.png)", "evil.example")]
    [InlineData("<a href=\"https://ok.example\" onclick=\"alert(1)\">x</a>", "<a ")]
    public async Task Markdown_Hostile_LosesItsSting(string markdown, string sting) =>
        (await RenderAsync(markdown)).ShouldNotContain(sting);

    [Theory]
    [InlineData("[Errors § 401](http://127.0.0.1:5080/knowledge/errors#401)", "http://127.0.0.1:5080/knowledge/errors#401")]
    [InlineData("[Errors](/knowledge/errors#not-found)", "/knowledge/errors#not-found")]
    public async Task Markdown_Citation_OpensInANewTab(string markdown, string address) =>
        (await RenderAsync(markdown)).ShouldContain($"href=\"{address}\" target=\"_blank\"");

    [Fact]
    public async Task Markdown_KeyWhereNoneIsRevealed_StaysMasked() =>
        (await RenderAsync("Use `{{key:k1}}`")).ShouldContain("sk_••••••••");

    [Fact]
    public async Task Markdown_OfAReply_KeepsItsShape()
    {
        var html = await RenderAsync("## Next Steps\n\n1. **Call** `it`\n2. [Docs](https://example.com/)\n\n```python\nprint('<b>')\n```\n");

        html.ShouldContain("<h3>Next Steps</h3>");
        html.ShouldContain("<strong>Call</strong> <code>it</code>");
        html.ShouldContain("href=\"https://example.com/\" target=\"_blank\" rel=\"noopener noreferrer nofollow\"");
        html.ShouldContain("print(&#x27;&lt;b&gt;&#x27;)");
        html.ShouldContain("<span>python</span>");
    }

    [Theory]
    [InlineData("[", 600)]
    [InlineData("[", 100_000)]
    [InlineData("*", 100_000)]
    [InlineData("> ", 600)]
    [InlineData("> - ", 100_000)]
    [InlineData("1. ", 600)]
    [InlineData("![", 600)]
    [InlineData("[](", 19_900)]
    [InlineData("[](", 100_000)]
    [InlineData("*a **a ", 19_000)]
    [InlineData("a|b\n-|-\n", 100_000)]
    public async Task Markdown_NestedOrLongWithoutReason_IsShownAllTheSame(string piece, int length)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, length / piece.Length)) + "the end {{key:k1}}";

        var html = await RenderAsync(markdown).WaitAsync(TimeSpan.FromSeconds(30));

        html.ShouldContain("the end");
        html.ShouldContain("sk_••••••••");
        html.ShouldNotContain("{{key");
    }

    private static async Task<string> RenderAsync(string markdown)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync<MarkdownView>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Text"] = markdown }));
            return output.ToHtmlString();
        });
    }
}
