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
            ExecutablePath = Program(),
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

    /// <summary>An empty page of a fresh browser profile, signed in by a one-time code unless told otherwise.</summary>
    /// <param name="server">Another server than that of all tests here.</param>
    /// <param name="through">The address by which to reach it, where that is another than its own.</param>
    public async Task<ConsolePage> OpenAsync(ConsoleServer? server = null, Uri? through = null, bool signedIn = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        server ??= Server;
        var address = through ?? server.Address;
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 860 },
        });
        context.SetDefaultTimeout(15_000);
        if (signedIn)
            await new SignInByHttp(context, address).ByCodeAsync(server.SignInCode());
        return new ConsolePage(context, await context.NewPageAsync());
    }

    /// <summary>An empty page of a fresh browser profile, signed in as a new user of this role.</summary>
    public async Task<ConsolePage> OpenAsAsync(string name, Role role, ConsoleServer? server = null)
    {
        server ??= Server;
        var opened = await OpenAsync(server, signedIn: false);
        await new SignInByHttp(opened.Page.Context, server.Address).ByPasswordAsync(await server.InviteAsync(name, role), Password);
        return opened;
    }

    /// <summary>Debian's Chromium: the one that has no windows, and with them half the work, where it is installed.</summary>
    private static string Program() =>
        ((string[])["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser"]).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is missing: install it (Debian: apt-get install chromium-headless-shell).");
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
