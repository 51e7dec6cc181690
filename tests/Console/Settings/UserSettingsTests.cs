using Aegis.Actors;

namespace Aegis.Console.Settings;

[Collection(SecondConsoleCollection.Name)]
public sealed class UserSettingsTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task User_Added_GetsALinkOnce_AndSignsInByIt()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings/users");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("User name").FillAsync("nina");
        await dialog.GetByLabel("Full name").FillAsync("Nina <b>Novak</b>");
        await dialog.GetByLabel("Role").SelectOptionAsync("Approver");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var link = await dialog.Locator("pre").TextContentAsync();
        await opened.ShootAsync("settings-user-link");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await Assertions.Expect(Row(opened, "nina")).ToContainTextAsync("Invited");
        (await opened.Page.ContentAsync()).ShouldNotContain(link!.Split("code=")[1]);
        await using var nina = await browser.OpenAsync(signedIn: false);
        await nina.Page.GotoAsync(link);
        await nina.Page.Locator("#password").FillAsync(ConsoleBrowser.Password);
        await nina.Page.Locator("#again").FillAsync(ConsoleBrowser.Password);
        await nina.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await Assertions.Expect(nina.Page.GetByTitle("Signed in as nina, approver")).ToBeVisibleAsync();
        await opened.GoToAsync("/settings/users");
        await Assertions.Expect(Row(opened, "nina")).ToContainTextAsync("Active");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task User_OfANameThatWasUsed_IsRefusedInTheDialog_WhichKeepsWhatWasTyped()
    {
        await browser.Server.InviteAsync("twice", Role.Viewer);
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings/users");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await opened.Page.GetByLabel("User name").FillAsync("Twice");
        await opened.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is or was in use");
        await Assertions.Expect(opened.Page.GetByLabel("User name")).ToHaveValueAsync("Twice");
    }

    [Fact]
    public async Task User_DisabledOnThePage_LosesTheOpenPageWithinSeconds()
    {
        await using var opened = await browser.OpenAsync();
        await using var gone = await browser.OpenAsAsync("gone-soon", Role.Agent);
        await gone.GoToAsync("/");
        await opened.GoToAsync("/settings/users");

        await Row(opened, "gone-soon").GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await opened.Page.GetByLabel("Disabled: cannot sign in").CheckAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(Row(opened, "gone-soon")).ToContainTextAsync("Disabled");
        await Assertions.Expect(gone.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Role_ChangedOnThePage_IsTheOneOfTheNextSignIn()
    {
        await using var opened = await browser.OpenAsync();
        await using var raised = await browser.OpenAsAsync("raised", Role.Viewer);
        await raised.GoToAsync("/");
        await opened.GoToAsync("/settings/users");

        await Row(opened, "raised").GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await opened.Page.GetByLabel("Role").SelectOptionAsync("Admin");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(Row(opened, "raised")).ToContainTextAsync("Admin");
        await Assertions.Expect(raised.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await raised.Page.Locator("#name").FillAsync("raised");
        await raised.Page.Locator("#key").FillAsync(ConsoleBrowser.Password);
        await raised.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(raised.Page.GetByTitle("Signed in as raised, admin")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Password_ResetOnThePage_EndsTheOldOne()
    {
        await using var opened = await browser.OpenAsync();
        await using var forgetful = await browser.OpenAsAsync("forgetful", Role.Agent);
        await forgetful.GoToAsync("/");
        await opened.GoToAsync("/settings/users");

        await Row(opened, "forgetful").GetByRole(AriaRole.Button, new() { Name = "Reset password" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reset password" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog).Locator("pre")).ToContainTextAsync("/sign-in/password?code=");
        await Assertions.Expect(forgetful.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OwnPassword_Changed_KeepsThisBrowserSignedIn_AndEndsOthers()
    {
        await using var here = await browser.OpenAsAsync("owner", Role.Agent);
        await using var elsewhere = await browser.OpenAsync(signedIn: false);
        await elsewhere.Page.GotoAsync("/sign-in");
        await elsewhere.Page.Locator("#name").FillAsync("owner");
        await elsewhere.Page.Locator("#key").FillAsync(ConsoleBrowser.Password);
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await elsewhere.LiveAsync();

        await here.GoToAsync("/settings/account");
        await here.Page.GetByRole(AriaRole.Link, new() { Name = "Change password" }).ClickAsync();
        await ChangeAsync(here, "not the password", "another long way to go");
        await Assertions.Expect(here.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("current password is wrong");
        await here.ShootAsync("settings-change-password");
        await ChangeAsync(here, ConsoleBrowser.Password, "another long way to go");

        await Assertions.Expect(here.Page.GetByText("Your password is changed.")).ToBeVisibleAsync();
        await Assertions.Expect(elsewhere.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await here.GoToAsync("/customers");
        here.Complaints.ShouldBeEmpty();
    }

    private static ILocator Row(ConsolePage opened, string name) =>
        opened.Page.Locator("tbody tr", new() { Has = opened.Page.Locator("th strong").GetByText(name, new() { Exact = true }) });

    private static async Task ChangeAsync(ConsolePage opened, string current, string password)
    {
        await opened.Page.Locator("#current").FillAsync(current);
        await opened.Page.Locator("#password").FillAsync(password);
        await opened.Page.Locator("#again").FillAsync(password);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }
}
