using System.Text.RegularExpressions;

namespace Aegis.Console.Support;

/// <summary>Signs a browser's profile in as its pages would, without showing them: those have tests of their own.</summary>
public sealed partial class SignInByHttp(IBrowserContext context, Uri server)
{
    public async Task ByCodeAsync(string code) => await Assertions.Expect(await context.APIRequest.GetAsync($"/sign-in?code={code}")).ToBeOKAsync();

    /// <summary>As a user who was invited by a code, and chooses this password.</summary>
    public async Task ByPasswordAsync(string code, string password)
    {
        var page = await (await context.APIRequest.GetAsync($"/sign-in/password?code={code}")).TextAsync();
        var form = context.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", Token().Match(page).Groups["token"].Value).Set("code", code).Set("password", password).Set("again", password);

        var answer = await context.APIRequest.PostAsync("/sign-in/password", new()
        {
            Form = form,
            Headers = [new("Origin", server.GetLeftPart(UriPartial.Authority))],
            MaxRedirects = 0,
        });

        answer.Status.ShouldBe(302, await answer.TextAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
