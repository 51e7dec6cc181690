namespace Aegis.Console.Pictures;

/// <summary>The pictures of the README, of the real console with the demo customers. <c>./aegis pictures</c> has them written into docs; otherwise they go to artifacts.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PictureTests(ConsoleBrowser browser)
{
    private const string Question = "My API calls keep failing with 401 errors";

    [Fact]
    public async Task Readme_PagesItShows_AreThoseOfTheDemo()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var api = server.Api();
        await api.PostAsync("/api/customers/demo_new_customer/messages", new { text = "I am a new customer, help me get started with Chargebee" });
        await api.PostAsync("/api/customers/demo_active_customer/messages", new { text = "I want to talk to a person about our contract, please" });
        await api.ReportAsync("demo_active_customer", 40, 401, "KEY_REVOKED");
        await using var opened = await browser.OpenAsync(server);

        await SimulateAsync(opened, api);
        await TakeHomeAsync(opened);
        await TakeApprovalAsync(opened);
        await TakeInterventionAsync(opened);
        await TakeFlowAsync(opened);

        opened.Complaints.ShouldBeEmpty();
    }

    /// <summary>A fleet to look at: the same customers each time.</summary>
    private static async Task SimulateAsync(ConsolePage opened, ApiClient api)
    {
        await api.PostAsync("/api/simulate", new { seed = 7, customers = 16 });
        await opened.GoToAsync("/simulation");
        await Assertions.Expect(opened.Page.Locator(".run")).ToContainTextAsync("Simulation finished", new() { Timeout = 120_000 });
    }

    private static async Task TakeHomeAsync(ConsolePage opened)
    {
        await opened.GoToAsync("/");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Got it" }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Region, new() { Name = "High-priority interventions" })).ToContainTextAsync("BigCorp Ltd");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Region, new() { Name = "Customers waiting for a person" })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator(".tile-value.skeleton, main .loading")).ToHaveCountAsync(0);
        await TakeAsync(opened, "home", 860, whole: true);
    }

    private static async Task TakeApprovalAsync(ConsolePage opened)
    {
        await opened.GoToAsync("/approvals");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Gives BigCorp Ltd a discount of 10 %" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".split-detail .decide")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);
        await TakeAsync(opened, "approvals", 900);
    }

    private static async Task TakeInterventionAsync(ConsolePage opened)
    {
        await opened.GoToAsync("/interventions?type=error_debugging");
        await opened.Page.Locator(".cardlet", new() { HasText = "BigCorp Ltd" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".drawer")).ToContainTextAsync("create_ticket");
        await TakeAsync(opened, "interventions", 860);
    }

    private static async Task TakeFlowAsync(ConsolePage opened)
    {
        await opened.OpenCustomerAsync("demo_at_risk_customer");
        await opened.Page.GetByLabel("Message", new() { Exact = true }).FillAsync(Question);
        await opened.Page.Keyboard.PressAsync("Enter");
        var flow = opened.Page.Locator(".turn", new() { HasText = Question }).Locator(".flow-box[open]");
        await Assertions.Expect(flow).ToContainTextAsync("apply_fix_for_401");
        await Assertions.Expect(opened.Page.Locator(".working")).ToHaveCountAsync(0);
        await opened.Page.SetViewportSizeAsync(1280, 980);
        await flow.EvaluateAsync("box => box.closest('.thread').scrollTop = box.offsetTop - 12");
        await TakeAsync(opened, "customer", 980);
    }

    /// <summary>Takes what a window of this height shows, or the whole page, light, with nothing moving.</summary>
    private static async Task TakeAsync(ConsolePage opened, string name, int height, bool whole = false)
    {
        await opened.Page.SetViewportSizeAsync(1280, height);
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await opened.Page.Mouse.MoveAsync(0, 0);
        await opened.Page.EvaluateAsync("() => document.activeElement?.blur()");
        await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }

    private static string Folder => Environment.GetEnvironmentVariable("AEGIS_PICTURES") is { Length: > 0 } named ? named : Repository.Artifacts("pictures");
}
