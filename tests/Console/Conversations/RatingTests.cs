using System.Text.Json;

namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed class RatingTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task ThumbsDown_Pressed_AsksWhyAndIsShownAsRated()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("rates_down", "Rates Down Ltd");
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        await opened.OpenCustomerAsync("rates_down");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("What is my status?");
        await page.Keyboard.PressAsync("Enter");
        var reply = page.Locator(".reply").First;
        var down = reply.GetByRole(AriaRole.Button, new() { Name = "Bad reply" });

        await down.ClickAsync();
        await Assertions.Expect(reply.GetByText("What was wrong with it?")).ToBeVisibleAsync();
        await reply.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(reply.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose a reason");
        (await RatingAsync(api)).ShouldBeNull();
        await reply.GetByLabel("Incomplete").CheckAsync();
        await reply.GetByLabel("Comment").FillAsync("My plan is not in it.");
        await opened.ScreenshotAsync("thumbs-down-asks");
        await reply.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(down).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(reply.GetByText("What was wrong with it?")).ToHaveCountAsync(0);
        (await RatingAsync(api)).ShouldBe("down");
        await Assertions.Expect(page.Locator(".reply.own")).ToContainTextAsync("About a rating");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tickets of this customer" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await opened.ScreenshotAsync("thumbs-down-taken-in");
        await opened.OpenCustomerAsync("rates_down");
        await Assertions.Expect(down).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(reply.Locator(".rated")).ToContainTextAsync("Rated bad by admin");
        await Assertions.Expect(reply.Locator(".rated q")).ToHaveTextAsync("Incomplete. My plan is not in it.");
        await reply.Locator(".rated").ScrollIntoViewIfNeededAsync();
        await opened.ScreenshotAsync("rated");
    }

    [Fact]
    public async Task ThumbsUp_Pressed_IsShownAsRated()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("rates_up", "Rates Up Ltd");
        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("rates_up");
        await opened.Page.GetByLabel("Message", new() { Exact = true }).FillAsync("What is my status?");
        await opened.Page.Keyboard.PressAsync("Enter");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Good reply" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Good reply" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(opened.Page.GetByText("Noted as good.")).ToBeVisibleAsync();
    }

    private static async Task<string?> RatingAsync(ApiClient api)
    {
        var conversation = await api.GetAsync("/api/customers/rates_down/conversation");
        var rated = conversation.GetProperty("turns").EnumerateArray().First();
        return rated.TryGetProperty("rating", out var rating) && rating.ValueKind == JsonValueKind.String ? rating.GetString() : null;
    }
}
