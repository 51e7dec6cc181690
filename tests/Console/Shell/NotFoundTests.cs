using System.Net;

namespace Aegis.Console.Shell;

/// <summary>A wrong address is said to be one: to people by a page of the console, to programs by the status alone.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NotFoundTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData("/no/such/page", "There is no such page")]
    [InlineData("/customers/nobody_of_that_name", "There is no customer “nobody_of_that_name”")]
    [InlineData("/customers/no%20id%20at%20all", "There is no customer “no id at all”")]
    public async Task Page_ThatIsNotThere_IsNotFoundAndLive(string address, string heading)
    {
        await using var opened = await browser.OpenAsync();

        var answer = await opened.Page.GotoAsync(address);

        answer!.Status.ShouldBe(404);
        await opened.LiveAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync(heading);
        await opened.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "All customers" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync("Customers");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_ThatIsNotThere_ForAProgram_IsTheStatusAlone()
    {
        using var client = new HttpClient { BaseAddress = browser.Server.Address };

        using var answer = await client.GetAsync("/no/such/page");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<html");
    }

    [Fact]
    public async Task Page_ThatIsNotThere_ForNobodySignedIn_AsksToSignIn()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);

        await opened.Page.GotoAsync("/no/such/page");

        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync("Sign in to Aegis");
    }
}
