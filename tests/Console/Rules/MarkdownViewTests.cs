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
    [InlineData("![picture](https://evil.example/pixel.png)", "evil.example")]
    [InlineData("<a href=\"https://ok.example\" onclick=\"alert(1)\">x</a>", "<a ")]
    public async Task Markdown_Hostile_LosesItsSting(string markdown, string sting) =>
        (await RenderAsync(markdown)).ShouldNotContain(sting);

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
