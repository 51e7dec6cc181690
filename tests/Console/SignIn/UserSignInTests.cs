using Aegis.Actors;
using Aegis.Identity;

namespace Aegis.Console.SignIn;

[Collection(ConsoleCollection.Name)]
public sealed class UserSignInTests(ConsoleBrowser browser)
{
    private const string Password = "a long way to Tipperary";

    [Fact]
    public async Task User_Invited_ChoosesAPassword_AndComesBackWithIt()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        var code = await browser.Server.InviteAsync("una", Role.Agent);

        await ChooseAsync(opened, code, Password, "another password");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("differ");
        await opened.ScreenshotAsync("choose-password");
        await FillAsync(opened, Password, Password);
        await Assertions.Expect(opened.Page.GetByTitle("Signed in as una, agent")).ToBeVisibleAsync();

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignInAsync(opened, "una", Password);

        await Assertions.Expect(opened.Page.GetByTitle("Signed in as una, agent")).ToBeVisibleAsync();
        // The code was for once.
        await ChooseAsync(opened, code, Password, Password);
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was used");
    }

    [Fact]
    public async Task Password_Wrong_IsRefusedAlikeForWhoeverItIs_AndLockedAfterAFew()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        await ChooseAsync(opened, await browser.Server.InviteAsync("lara", Role.Viewer), Password, Password);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        foreach (var name in (string[])["lara", "nobody-of-this-name"])
        {
            for (var i = 0; i < 3; i++)
            {
                await SignInAsync(opened, name, "not the password");
                await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The name or the password is wrong.");
            }

            // However slow the browser: the lock doubles until it is slower.
            for (var i = 0; i < 8 && !(await opened.Page.GetByRole(AriaRole.Alert).TextContentAsync())!.Contains("Too many", StringComparison.Ordinal); i++)
                await SignInAsync(opened, name, "not the password either");
            await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many wrong passwords");
        }
    }

    [Theory]
    [InlineData("disabled", null)]
    [InlineData("promoted", Role.Admin)]
    public async Task User_DisabledOrOfAnotherRole_IsShownTheWayInAgain_EvenOnAnOpenPage(string what, Role? role)
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        await ChooseAsync(opened, await browser.Server.InviteAsync(what, Role.Agent), Password, Password);
        await opened.LiveAsync();

        await browser.Server.ChangeUserAsync(what, new UserChanges(role, role is null ? true : null));

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session ended");
        await opened.Page.GotoAsync("/customers");
        opened.Page.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Viewer_WhoWrites_IsRefusedByTheGrid_AndAnAgentIsNamed_Invariant4()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("written_to", "Written To Ltd");
        await using var viewer = await browser.OpenAsync(signedIn: false);
        await ChooseAsync(viewer, await browser.Server.InviteAsync("vic", Role.Viewer), Password, Password);
        await viewer.LiveAsync();

        await viewer.OpenCustomerAsync("written_to");
        await viewer.Page.Locator("#composer").FillAsync("May I?");
        await Assertions.Expect(viewer.Page.GetByText("To write here takes the role agent; yours is viewer.")).ToBeVisibleAsync();
        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();
        await viewer.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(viewer.Page.GetByText("viewer:vic may not")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Proxy_ThatVouches_SignsItsUserIn_AndNobodyElseIsBelieved()
    {
        const string secret = "what only the proxy knows";
        await using var server = await ConsoleServer.StartAsync(demo: false, settings: new Dictionary<string, string?>
        {
            ["Aegis:Proxy:Trusted"] = "127.0.0.0/8, ::1",
            ["Aegis:Proxy:Secret"] = secret,
        });
        await server.InviteAsync("pia", Role.Approver);

        (await GoAsync(server, ("X-Forwarded-User", "pia"), ("X-Aegis-Proxy-Secret", secret))).ShouldBe((302, true));
        (await GoAsync(server, ("X-Forwarded-User", "pia"))).ShouldBe((200, false));
        (await GoAsync(server, ("X-Forwarded-User", "pia"), ("X-Aegis-Proxy-Secret", "a guess of some length"))).ShouldBe((200, false));
        (await GoAsync(server, ("X-Forwarded-User", "nobody"), ("X-Aegis-Proxy-Secret", secret))).ShouldBe((401, false));
        // The administrator of the admin key is no user.
        (await GoAsync(server, ("X-Forwarded-User", "admin"), ("X-Aegis-Proxy-Secret", secret))).ShouldBe((401, false));
        await server.ChangeUserAsync("pia", new(Disabled: true));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await GoAsync(server, ("X-Forwarded-User", "pia"), ("X-Aegis-Proxy-Secret", secret)) != (401, false))
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<(int Status, bool SignedIn)> GoAsync(ConsoleServer server, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("aegis_console=", StringComparison.Ordinal)));
    }

    private static async Task ChooseAsync(ConsolePage opened, string code, string password, string again)
    {
        await opened.Page.GotoAsync($"/sign-in/password?code={code}");
        await FillAsync(opened, password, again);
    }

    private static async Task FillAsync(ConsolePage opened, string password, string again)
    {
        await opened.Page.Locator("#password").FillAsync(password);
        await opened.Page.Locator("#again").FillAsync(again);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
    }

    private static async Task SignInAsync(ConsolePage opened, string name, string password)
    {
        await opened.Page.GetByLabel("User name", new() { Exact = true }).FillAsync(name);
        await opened.Page.Locator("#key").FillAsync(password);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
