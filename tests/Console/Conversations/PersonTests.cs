namespace Aegis.Console.Conversations;

/// <summary>A person takes the wheel, writes to the customer, and hands back.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PersonTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Person_TakesTheWheelAndWrites_AnswersWhatWaitsAndHandsBack()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("by_hand", "By Hand AG");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.OpenCustomerAsync("by_hand");
        var composer = page.GetByLabel("Message", new() { Exact = true });

        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Assertions.Expect(page.Locator(".wheel")).ToContainTextAsync("is at the wheel since");
        await Assertions.Expect(page.GetByLabel("As yourself")).ToBeCheckedAsync();
        await page.GetByLabel("As the customer").CheckAsync(new() { Force = true });
        await composer.FillAsync("get me started");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".working")).ToContainTextAsync("Waiting");

        await page.GetByLabel("As yourself").CheckAsync(new() { Force = true });
        await composer.FillAsync("I set you up by hand.\n<b>Promise.</b>");
        await page.Keyboard.PressAsync("Enter");

        var reply = page.Locator(".reply.person");
        await Assertions.Expect(reply.Locator(".plain")).ToHaveTextAsync("I set you up by hand.\n<b>Promise.</b>");
        await Assertions.Expect(reply).ToContainTextAsync("Person");
        await Assertions.Expect(page.Locator(".turn", new() { Has = reply }).Locator(".said")).ToContainTextAsync("get me started");
        await Assertions.Expect(page.Locator(".working")).ToHaveCountAsync(0);
        await Assertions.Expect(composer).ToHaveValueAsync("");
        await opened.ShootAsync("person-writes");

        await page.GetByRole(AriaRole.Button, new() { Name = "Hand back to Aegis" }).ClickAsync();
        await Assertions.Expect(page.Locator(".wheel")).ToContainTextAsync("Aegis is at the wheel");
        await opened.GoToAsync("/customers/by_hand?tab=ledger&kind=people");
        await Assertions.Expect(page.Locator(".entry .kind")).ToHaveTextAsync(["Handed back", "Person wrote", "Taken over"]);
        var turn = (await api.GetAsync("/api/customers/by_hand/conversation")).GetProperty("turns")[0];
        turn.GetProperty("reply").GetProperty("agent").GetString().ShouldBe("person");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Message_HandedOver_SaysThatAPersonIsWaitedForUntilOneWrites()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("waits", "Waits Ltd");
        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("waits");
        var composer = opened.Page.GetByLabel("Message", new() { Exact = true });

        await composer.FillAsync("I demand a refund for my last invoice");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(opened.Page.Locator(".wheel")).ToContainTextAsync("Waits for a person");

        await opened.Page.GetByLabel("As yourself").CheckAsync(new() { Force = true });
        await composer.FillAsync("Of course; it is on its way.");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(opened.Page.Locator(".reply.person")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator(".wheel")).Not.ToContainTextAsync("Waits for a person");
    }

    [Fact]
    public async Task Reply_OfAPersonElsewhere_ArrivesOnTheOpenPage()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("elsewhere", "Elsewhere Oy");
        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("elsewhere");

        await api.PostAsync("/api/customers/elsewhere/replies", new { text = "From the help desk." });

        await Assertions.Expect(opened.Page.Locator(".reply.person")).ToContainTextAsync("From the help desk.");
        var past = await api.GetAsync($"/api/customers/elsewhere/past?at={TimeProvider.System.GetUtcNow().AddMinutes(1):yyyy-MM-ddTHH:mm:ss}Z");
        past.GetProperty("company").GetString().ShouldBe("Elsewhere Oy");
    }
}
