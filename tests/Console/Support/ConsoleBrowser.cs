using Aegis.Actors;

namespace Aegis.Console.Support;

/// <summary>One server and one browser for all tests here; tests keep apart by customer and by browser context.</summary>
public sealed class ConsoleBrowser : IAsyncLifetime
{
    /// <summary>Of users that tests sign in as.</summary>
    public const string Password = "a long way to Tipperary";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ConsoleServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await ConsoleServer.StartAsync();
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A page of a fresh browser profile, signed in by a one-time link unless told otherwise.</summary>
    public async Task<ConsolePage> OpenAsync(Uri? address = null, bool signedIn = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (address ?? Server.Address).ToString(),
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 860 },
        });
        context.SetDefaultTimeout(15_000);
        var page = new ConsolePage(context, await context.NewPageAsync());
        if (signedIn)
        {
            await page.SignInAsync(Server.SignInCode());
            await page.LiveAsync();
        }

        return page;
    }

    /// <summary>A page of a fresh browser profile, signed in to a server of a test's own.</summary>
    public async Task<ConsolePage> OpenAsync(ConsoleServer server)
    {
        var opened = await OpenAsync(server.Address, signedIn: false);
        await opened.SignInAsync(server.SignInCode());
        await opened.LiveAsync();
        return opened;
    }

    /// <summary>A page of a fresh browser profile, signed in as a new user of this role.</summary>
    public async Task<ConsolePage> OpenAsAsync(string name, Role role, int width = 1280)
    {
        var opened = await OpenAsync(signedIn: false, width: width);
        await opened.ChoosePasswordAsync(await Server.InviteAsync(name, role));
        return opened;
    }
}

[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleBrowser>
{
    public const string Name = "console";
}

/// <summary>A second console and browser, so that a machine's second core has work too.</summary>
[CollectionDefinition(Name)]
public sealed class SecondConsoleCollection : ICollectionFixture<ConsoleBrowser>
{
    public const string Name = "second console";
}
