using System.Collections.Immutable;
using Aegis.Actors;
using Aegis.Mcp;

namespace Aegis.Console.Shell;

/// <summary>A name with marks that turn text around, or of a script that runs from right to left, cannot reorder what stands beside it: least of all a figure that people approve.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class TurnedTextTests(ConsoleBrowser browser)
{
    /// <summary>Whether the characters of a text stand from left to right, each after the one before.</summary>
    private const string InOrder = """
        ([where, text]) => {
          for (const within of document.querySelectorAll(where)) {
            const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const from = node.data.indexOf(text);
              if (from < 0) continue;
              const range = document.createRange();
              const places = [...text].map((_, i) => { range.setStart(node, from + i); range.setEnd(node, from + i + 1); return range.getBoundingClientRect(); });
              return places.every((p, i) => i === 0 || p.top > places[i - 1].top + 4 || p.left >= places[i - 1].left);
            }
          }
          throw new Error(`"${text}" is not in ${where}`);
        }
        """;

    [Theory]
    [InlineData("turned_override", "Foo\u202E")]
    [InlineData("turned_hebrew", "אקמה")]
    [InlineData("turned_isolate", "Foo\u2067")]
    public async Task Request_OfACustomerWhoseNameTurnsText_ShowsItsFigureAsItIs(string id, string company)
    {
        await browser.Server.AddPayingAsync(id, company);
        var asked = await browser.Server.AskDiscountAsync(id, 12);
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync($"/approvals?id={asked.Id}");

        (await IsInOrderAsync(opened, ".request-details", " a discount of 12 %.")).ShouldBeTrue();
        (await IsInOrderAsync(opened, "main h1, .request-open", " a discount of 12 %.")).ShouldBeTrue();
        await opened.GoToAsync($"/customers/{id}");
        (await opened.Page.TitleAsync()).ShouldBe($"\u2068{company.TrimEnd('\u202E', '\u2067')}\u2069 · Aegis");
        (await IsInOrderAsync(opened, ".episodes", " a discount of 12 %.")).ShouldBeTrue();
        // Control: the name as it is, in the same place.
        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await opened.Page.Locator(".request-details").EvaluateAsync("(line, name) => line.textContent = `Gives ${name} a discount of 12 %.`", "Foo\u202E");
        (await IsInOrderAsync(opened, ".request-details", " a discount of 12 %.")).ShouldBeFalse();
    }

    [Fact]
    public async Task Name_BesideAnother_LeavesItInPlace()
    {
        var declared = new McpDeclaration("search\u202E", "Searches.", """{"type":"object"}""", "turned", McpRisk.Act, ["resolution"]);
        (await browser.Server.Grains.GetGrain<IMcpCatalogGrain>("default/$mcp").ReportAsync(browser.Server.Sign("console-tests", Role.System), "turnedserver", ImmutableArray.Create(declared))).Refusal.ShouldBeNull();
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/settings/tools");

        (await IsInOrderAsync(opened, "tbody", "turnedserver")).ShouldBeTrue();
        // Control: the style that isolates, away.
        await opened.Page.EvaluateAsync("() => { const [sheet] = document.styleSheets; sheet.insertRule('* { unicode-bidi: normal !important }', sheet.cssRules.length); }");
        (await IsInOrderAsync(opened, "tbody", "turnedserver")).ShouldBeFalse();
    }

    private static Task<bool> IsInOrderAsync(ConsolePage opened, string where, string text) => opened.Page.EvaluateAsync<bool>(InOrder, new[] { where, text });
}
