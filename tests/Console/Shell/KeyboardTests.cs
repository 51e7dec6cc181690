using System.Text.RegularExpressions;

namespace Aegis.Console.Shell;

[Collection(ConsoleCollection.Name)]
public sealed partial class KeyboardTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Palette_CustomerTyped_EnterOpensIt()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");

        await opened.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await opened.Page.Keyboard.TypeAsync("atrisk");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Option, new() { Name = "AtRisk Co" })).ToHaveAttributeAsync("aria-selected", "true");
        await opened.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(opened.Page).ToHaveURLAsync(AtRisk());
        await Assertions.Expect(opened.Page.Locator("dialog.palette")).ToHaveCountAsync(0);
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Palette_Arrows_ChooseAPage()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");

        await opened.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("Customers");
        await opened.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Customers", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MainFlow_KeysAlone_FromHomeToACustomersReply()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("keys_alone", "Keys Alone");
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");
        var keyboard = opened.Page.Keyboard;

        await keyboard.PressAsync("g");
        await keyboard.PressAsync("c");
        await Assertions.Expect(opened.Page.GetByLabel("Search customers")).ToBeVisibleAsync();
        // A new page is announced by its heading; only then is the search box for the taking.
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Customers", Exact = true })).ToBeFocusedAsync();
        await keyboard.PressAsync("/");
        await Assertions.Expect(opened.Page.GetByLabel("Search customers")).ToBeFocusedAsync();
        await keyboard.TypeAsync("keys alone");
        await Assertions.Expect(opened.Page).ToHaveURLAsync(AllLetters());
        await Assertions.Expect(opened.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(opened.Page.GetByLabel("Search customers")).ToHaveValueAsync("keys alone");
        await keyboard.PressAsync("j");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Keys Alone" })).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        var composer = opened.Page.Locator("textarea[data-ready]");
        await Assertions.Expect(composer).ToBeVisibleAsync();
        await keyboard.PressAsync("m");
        await Assertions.Expect(composer).ToBeFocusedAsync();
        await keyboard.TypeAsync("What is my status?");
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(opened.Page.Locator(".reply .markdown").First).ToBeVisibleAsync();
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_JAndK_MoveFromRowToRow()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers?sort=id");
        var rows = opened.Page.Locator("tbody a[data-row]");

        await opened.Page.Keyboard.PressAsync("j");
        await opened.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("k");

        await Assertions.Expect(rows.First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SingleKeys_SwitchedOff_DoNothingMore()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");
        await opened.Page.Keyboard.PressAsync("?");
        var list = opened.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await list.GetByLabel("Single keys act as shortcuts").UncheckAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await opened.Page.Keyboard.PressAsync("?");

        await Assertions.Expect(list).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Letters_TypedIntoAField_AreNoShortcuts()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers");

        await opened.Page.GetByLabel("Search customers").PressSequentiallyAsync("jk?gh");

        await Assertions.Expect(opened.Page.GetByLabel("Search customers")).ToHaveValueAsync("jk?gh");
        await Assertions.Expect(opened.Page.Locator("#shortcuts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Key_RightAfterAFieldWasClosed_IsAShortcut()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");
        await opened.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();

        // At once, before the browser has drawn and with it moved the focus out of the closed palette.
        await opened.Page.EvaluateAsync("""
            () => {
                const box = document.activeElement;
                document.querySelector('dialog.palette').close();
                box.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
            }
            """);

        await Assertions.Expect(opened.Page.Locator("#shortcuts")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_OpenedWhileSomebodyTypes_DoesNotTakeTheFocus()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers");
        var box = opened.Page.GetByLabel("Search customers");
        await box.FocusAsync();

        await opened.Page.EvaluateAsync("async () => (await import(document.querySelector('script[src*=\"console.js\"]').src)).announcePage()");

        await Assertions.Expect(box).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.Page.EvaluateAsync("async () => (await import(document.querySelector('script[src*=\"console.js\"]').src)).announcePage()");
        await Assertions.Expect(opened.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [GeneratedRegex("q=keys(%20|\\+)alone")]
    private static partial Regex AllLetters();

    [GeneratedRegex("/customers/demo_at_risk_customer$")]
    private static partial Regex AtRisk();
}
