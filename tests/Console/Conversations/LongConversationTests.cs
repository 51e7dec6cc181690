namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed class LongConversationTests(ConsoleBrowser browser)
{
    /// <summary>A circuit starts with what the page was rendered with, in one message of at most 4 MB: a conversation of more is not lost on the way.</summary>
    [Fact]
    public async Task Conversation_OfManyMegabytes_IsLiveAndWhole()
    {
        const int Count = 60;
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("talks_long", "Talks Long");
        for (var i = 0; i < Count; i++)
            await api.PostAsync("/api/customers/talks_long/replies", new { text = $"{i}: {new string('界', 15_900)}" });
        await using var opened = await browser.OpenAsync();

        await opened.OpenCustomerAsync("talks_long");

        await Assertions.Expect(opened.Page.Locator(".reply.person .plain")).ToHaveCountAsync(Count);
        await opened.GoToAsync("/customers/talks_long?tab=ledger");
        await Assertions.Expect(opened.Page.Locator(".entry")).ToHaveCountAsync(50);
        await opened.ShouldBeHarmlessAsync();
    }
}
