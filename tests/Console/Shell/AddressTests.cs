using System.Net;

namespace Aegis.Console.Shell;

/// <summary>Whatever an address says, the page shows what it can and stays alive; what nobody knows is as if left out.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class AddressTests(ConsoleBrowser browser)
{
    private static readonly string[] Said =
        ["%00", "%ED%A0%80", "%E2%80%AE", "abc", "-1", "99999999999999999999999", "%3Cscript%3Ewindow.pwned%3D1%3C/script%3E", "'%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "a%0D%0Ab", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "javascript:alert(1)", "%F0%9F%98%80"];

    [Theory]
    [InlineData("/customers", "q", "status", "tier", "stage", "sort", "cursor", "new")]
    [InlineData("/customers/demo_active_customer", "tab", "at")]
    [InlineData("/customers/demo_active_customer?tab=ledger", "before", "action", "kind", "who", "at")]
    [InlineData("/interventions?status=all", "type", "customer", "opened", "ended", "cursor", "id", "run")]
    [InlineData("/approvals", "status", "customer", "cursor", "id")]
    [InlineData("/settings/account", "changed")]
    public async Task Page_WithAnyParameters_StaysAlive(string path, params string[] names)
    {
        await using var opened = await browser.OpenAsync();
        for (var i = 0; i < Said.Length; i++)
        {
            // Each name meets each value, in as many pages as there are values.
            var query = string.Join('&', names.Select((name, n) => $"{name}={Said[(i + n) % Said.Length]}"));
            await opened.GoToAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}#{Said[i]}");
            await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);
            await opened.ShouldBeHarmlessAsync();
        }
    }

    [Theory]
    [InlineData("/customers/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/customers/%E2%80%AEevil")]
    [InlineData("/customers/a%0D%0Ab")]
    public async Task Customer_WhoseIdIsNone_IsNotFound(string address)
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync(address);

        await Assertions.Expect(opened.Page.Locator("h1")).ToContainTextAsync("There is no customer");
        await opened.ShouldBeHarmlessAsync();
    }

    [Theory]
    [InlineData("/export/customers.csv?q=%00", HttpStatusCode.BadRequest, "'q' holds the control character U+0000")]
    [InlineData("/export/customers/a%0D%0ASet-Cookie:x/ledger.csv", HttpStatusCode.BadRequest, "is no customer id")]
    public async Task Export_OfWhatCannotBe_SaysWhy(string address, HttpStatusCode status, string why)
    {
        await using var opened = await browser.OpenAsync();

        var answer = await opened.Page.APIRequest.GetAsync(address);

        answer.Status.ShouldBe((int)status);
        (await answer.TextAsync()).ShouldContain(why);
    }
}
