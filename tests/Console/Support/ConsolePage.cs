namespace Aegis.Console.Support;

/// <summary>A page with what its browser complained of: script errors and refusals of the content security policy.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public ConsolePage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Dialog += (_, dialog) =>
        {
            Note($"A dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.PageError += (_, error) => Note(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                Note(message.Text);
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    /// <summary>Opens a page and waits until it is live: until then it only shows.</summary>
    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(address);
        await LiveAsync();
    }

    public Task LiveAsync() => Assertions.Expect(Page.Locator("main[data-live]")).ToBeVisibleAsync();

    /// <summary>Opens a customer and waits until its composer is live.</summary>
    public async Task OpenCustomerAsync(string id)
    {
        await Page.GotoAsync($"/customers/{id}");
        await Assertions.Expect(Page.Locator("textarea[data-ready]")).ToBeVisibleAsync();
    }

    /// <summary>Presses a button that is off, as somebody does who knows the browser's tools.</summary>
    public async Task ForceAsync(string name)
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = name });
        await Assertions.Expect(button).ToBeDisabledAsync();
        await button.EvaluateAsync("button => { button.disabled = false; button.click(); }");
    }

    public Task ScreenshotAsync(string name, bool fullPage = false) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts("screenshots"), name + ".png"), FullPage = fullPage });

    /// <summary>Takes pictures of the page as it stands: light and dark, wide, on a tablet and as narrow as a phone.</summary>
    public async Task ShootAsync(string name)
    {
        foreach (var (width, suffix) in new[] { (1440, "1440"), (1024, "1024"), (400, "400") })
        {
            await Page.SetViewportSizeAsync(width, 860);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await ScreenshotAsync($"{name}-{suffix}-{scheme.ToString().ToLowerInvariant()}", fullPage: true);
            }

            (await Page.EvaluateAsync<string[]>("""
                () => document.documentElement.scrollWidth === document.documentElement.clientWidth ? []
                    : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.outerHTML.slice(0, 200))
                """)).ShouldBeEmpty($"{name} sticks out at the side at {width} px");
        }
    }

    /// <summary>What of the page's elements acts, or might: what text that was taken for markup becomes.</summary>
    public Task<string[]> ActingAsync() => Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main *, dialog *, title')].filter(e =>
                e.matches('img, iframe, script, style, object, embed, base, meta, video, audio, frame, math, form[action^="//"], [srcdoc], a[href^="javascript" i], a[href^="data:" i]')
                || [...e.attributes].some(a => a.name.startsWith('on') || (a.name === 'style' && !e.matches('textarea')))).map(e => e.outerHTML.slice(0, 200))
            """);

    /// <summary>Nothing of what is shown became an element that acts, ran, broke the page, ended its connection or was refused by its policy.</summary>
    public async Task ShouldBeHarmlessAsync()
    {
        (await ActingAsync()).ShouldBeEmpty();
        (await Page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
        (await Page.EvaluateAsync<string?>("() => document.documentElement.dataset.connection ?? null")).ShouldBeNull();
        await Assertions.Expect(Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Assertions.Expect(Page.GetByText("This page could not be shown")).ToHaveCountAsync(0);
        Complaints.ShouldBeEmpty();
    }

    /// <summary>All texts stand on the page, each as it is.</summary>
    public async Task ShouldShowAsync(IEnumerable<string> texts)
    {
        await Assertions.Expect(Page.Locator("main .loading")).ToHaveCountAsync(0);
        var shown = await Page.EvaluateAsync<string>("() => document.body.textContent");
        foreach (var text in texts)
            shown.ShouldContain(text, Case.Sensitive);
    }

    /// <summary>Nothing sticks out at the side of a page as narrow as a phone.</summary>
    public async Task ShouldFitAPhoneAsync()
    {
        var before = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(400, 860);
        (await Page.EvaluateAsync<string>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? ''
                : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.parentElement.closest('.tabs, pre, .table-card')).slice(0, 4).map(e => e.outerHTML.slice(0, 160)).join('\n') || 'wider'
            """)).ShouldBe("", Page.Url);
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(string complaint)
    {
        lock (_complaints)
            _complaints.Add(complaint);
    }
}
