using System.Text.Json;

namespace Aegis.Console.Settings;

/// <summary>Invariant 12 at the fields people type into: what cannot be taken is refused with the field and the value named, and the page stays alive.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class TypedTextTests(ConsoleBrowser browser)
{
    /// <summary>Types one text after the other into a field, submits each, and answers what the form says to it; null where it was taken and the form went.</summary>
    private const string TypeAll = """
        async ([formAt, label, texts]) => {
          const form = document.querySelector(formAt), notice = () => form.closest('dialog, section').querySelector('.notice.bad')?.textContent;
          const field = [...form.querySelectorAll('label')].find(l => l.textContent.trim().startsWith(label)).querySelector('input, textarea');
          const said = [];
          form.noValidate = true;
          for (const other of form.elements) other.dispatchEvent(new Event('change', { bubbles: true }));
          for (const text of texts) {
            if (!form.isConnected) break;
            field.value = text;
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
            const before = notice();
            await new Promise((answered, fail) => {
              const watch = new MutationObserver(() => {
                if (form.isConnected && (notice() ?? before) === before) return;
                watch.disconnect();
                answered();
              });
              watch.observe(document.body, { childList: true, characterData: true, subtree: true });
              // The same said again changes nothing on the page.
              setTimeout(() => before ? answered() : fail(new Error(`No answer to ${text}`)), before ? 300 : 10000);
              form.requestSubmit();
            });
            said.push(form.isConnected ? notice() : null);
          }
          return said;
        }
        """;

    private static readonly string[] Unstorable = ["nul\0", "escape\u001B[31m", "ends \u2069 here"];

    [NodeFact]
    public async Task NameOfAUser_Naughty_IsRefusedNamingIt()
    {
        string[] texts = [.. NaughtyStrings.All.Where(text => text.Length > 0 && !GrainKey.IsId(text.Trim()))];
        await using var opened = await OpenAsync("/settings/users", "Add user");

        var said = await TypeAsync(opened, "User name", texts);

        said.Length.ShouldBe(texts.Length);
        said.ShouldAllBe(answer => answer!.StartsWith("'name' is '", StringComparison.Ordinal) && answer.EndsWith("': use 1 to 64 letters, digits, '_', '-' or '.'.", StringComparison.Ordinal));
        said.Distinct().Count().ShouldBeGreaterThan(300);
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
    }

    [NodeTheory]
    [InlineData("/settings/keys", "Create key", "Name", "'name' is '")]
    [InlineData("/customers", "New customer", "E-mail", "'email' ('", "Company")]
    public async Task FieldWithAShape_Naughty_IsRefusedNamingIt(string address, string button, string label, string refusal, string? also = null)
    {
        await using var opened = await OpenAsync(address, button);
        if (also is not null)
            await opened.Page.GetByRole(AriaRole.Dialog).GetByLabel(also).FillAsync("Fine");

        (await TypeAsync(opened, label, [.. NaughtyStrings.Packed(60).Where(text => !GrainKey.IsId(text))])).ShouldAllBe(answer => answer!.StartsWith(refusal, StringComparison.Ordinal));
        await opened.ShouldBeHarmlessAsync();
    }

    [Theory]
    [InlineData("/settings/users", "Add user", "Full name", "'displayName' ('", "User name")]
    [InlineData("/customers?tier=pro", "Save view", "Name", "'name' ('")]
    [InlineData("/customers", "New customer", "Company", "'company' ('", "E-mail")]
    [InlineData("/customers", "New customer", "Tech stack", "'techStack[0]' ('", "Company", "E-mail")]
    public async Task FieldOfALine_ThatCannotBeKept_IsRefusedNamingIt(string address, string button, string label, string refusal, params string[] also)
    {
        await using var opened = await OpenAsync(address, button);
        foreach (var other in also)
            await opened.Page.GetByRole(AriaRole.Dialog).GetByLabel(other).FillAsync(other == "E-mail" ? "dev@acme.example" : "somebody");

        (await TypeAsync(opened, label, Unstorable)).ShouldAllBe(answer => answer!.StartsWith(refusal, StringComparison.Ordinal));
        await opened.ShouldBeHarmlessAsync();
    }

    [Fact]
    public async Task ReasonOfASwitch_ThatCannotBeKept_IsRefusedNamingIt()
    {
        await using var opened = await OpenAsync("/settings/switches", "Stop something…");

        (await TypeAsync(opened, "Reason", ["nul\0", "\u200B\u2060"])).ShouldAllBe(answer => answer!.StartsWith("'reason' ", StringComparison.Ordinal));
        await opened.Page.GetByRole(AriaRole.Dialog).GetByLabel("What").SelectOptionAsync("Action");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog).GetByLabel("Action", new() { Exact = true })).ToBeVisibleAsync();
        (await TypeAsync(opened, "Action", Unstorable)).ShouldAllBe(answer => answer!.StartsWith("'name' is '", StringComparison.Ordinal));
        await opened.ShouldBeHarmlessAsync();
    }

    [NodeFact]
    public async Task Policy_WithNaughtyNames_IsRefusedQuotingThem()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings/policy");

        var said = await TypeAsync(opened, "Policy", [.. NaughtyStrings.Packed(60).Select(text => $"{{ {JsonSerializer.Serialize(text)}: 1 }}"), .. Unstorable], "section:has(> #try-policy) form");

        said.ShouldAllBe(answer => answer!.StartsWith("This text would not be taken.", StringComparison.Ordinal));
        said.Distinct().Count().ShouldBeGreaterThan(150);
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
    }

    /// <summary>JSON cannot carry it: the event that brings it would be lost, and the text typed with it.</summary>
    [Theory]
    [InlineData("/customers", "input[data-search]")]
    [InlineData("/settings/policy", "textarea")]
    [InlineData("/customers/demo_new_customer", "#composer")]
    public async Task HalfOfASurrogatePair_Typed_IsReplacedAndTheRestArrives(string address, string field)
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync(address);
        var box = opened.Page.Locator(field);

        await box.EvaluateAsync("box => { box.value = 'half \\uD83D typed'; for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true })); }");

        await Assertions.Expect(box).ToHaveValueAsync("half \uFFFD typed");
        await opened.ShouldBeHarmlessAsync();
    }

    private async Task<ConsolePage> OpenAsync(string address, string button)
    {
        var opened = await browser.OpenAsync();
        await opened.GoToAsync(address);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        return opened;
    }

    private static async Task<string?[]> TypeAsync(ConsolePage opened, string label, IReadOnlyCollection<string> texts, string form = "dialog[open] form") =>
        await opened.Page.EvaluateAsync<string?[]>(TypeAll, new object[] { form, label, texts });
}
