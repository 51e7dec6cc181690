namespace Aegis.Console.SignIn;

[Collection(ConsoleCollection.Name)]
public sealed class SignInTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Link_FirstUse_SignsIn()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);

        await opened.Page.GotoAsync($"/sign-in?code={browser.Server.SignInCode()}");

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Home" })).ToBeVisibleAsync();
        var cookie = (await opened.Page.Context.CookiesAsync()).Single(c => c.Name == "aegis_console");
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Strict);
    }

    [Fact]
    public async Task Link_SecondUse_IsRefused()
    {
        var code = browser.Server.SignInCode();
        await using var first = await browser.OpenAsync(signedIn: false);
        await first.Page.GotoAsync($"/sign-in?code={code}");
        await using var second = await browser.OpenAsync(signedIn: false);

        var answer = await second.Page.GotoAsync($"/sign-in?code={code}");

        answer!.Status.ShouldBe(401);
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used before");
        (await second.Page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "aegis_console");
        await second.ScreenshotAsync("sign-in-refused");
    }

    [Fact]
    public async Task Page_NotSignedIn_LeadsToSignInAndBack()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        await opened.Page.GotoAsync("/actions?status=failed");
        await opened.ScreenshotAsync("sign-in");

        await opened.Page.GetByLabel("admin key").FillAsync(ConsoleServer.AdminKey);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(opened.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/actions.status=failed$"));
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Actions", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AdminKey_Wrong_IsRefused()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        await opened.Page.GotoAsync("/sign-in");

        await opened.Page.GetByLabel("admin key").FillAsync("not-the-key-at-all-00");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not the admin key");
    }

    [Fact]
    public async Task SignOut_Pressed_EndsTheSession()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
        await opened.Page.GotoAsync("/customers");

        opened.Page.Url.ShouldContain("/sign-in");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
        await opened.Page.GotoAsync("/sign-in?returnUrl=/customers&why=untold");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToHaveAttributeAsync("href", "/customers");
    }
}
