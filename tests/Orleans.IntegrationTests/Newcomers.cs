using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aegis.Faults.Program;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Customers that sign up and say hello, and ask on until they are answered, wherever the grid is by then.</summary>
internal sealed class Newcomers(GridAddress grid, CancellationToken giveUp)
{
    /// <summary>What one onboarding does.</summary>
    public static readonly string[] Effects = ["create_trial_subscription", "generate_api_keys", "provision_test_environment", OnboardingMail];

    public const string OnboardingMail = "send_onboarding_email";

    private const string Hello = "We just signed up. Can you set us up and show me how to call the API?";

    public async Task CreateAsync(string customer)
    {
        var (status, body) = await PostAsync(
            "/api/customers", $"create {customer}", new { id = customer, company = customer, email = PatientClient.Mail(customer) });
        status.ShouldBe(HttpStatusCode.Created, body);
    }

    /// <summary>A turn that crashes cut short again and again is given up and says so (502): then it is said again.</summary>
    public async Task SayHelloAsync(string customer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, body) = await PostAsync($"/api/customers/{customer}/messages", $"hello {attempt} of {customer}", new { text = Hello });
            if (status == HttpStatusCode.BadGateway)
                continue;
            ((int)status).ShouldBeInRange(200, 202, body);
            return;
        }
    }

    /// <summary>The actions of a customer's onboarding, by tool.</summary>
    public async Task<Dictionary<string, (string Id, string Status)>> ActionsAsync(string customer) =>
        (await GetAsync($"/api/customers/{customer}/actions")).GetProperty("items").EnumerateArray()
            .Where(action => Effects.Contains(Text(action, "name")))
            .ToDictionary(action => Text(action, "name"), action => (Text(action, "id"), Text(action, "status")));

    /// <summary>How a customer's turns stand.</summary>
    public async Task<IReadOnlyList<string>> TurnsAsync(string customer) =>
        [.. (await GetAsync($"/api/customers/{customer}/conversation")).GetProperty("turns").EnumerateArray().Select(turn => Text(turn, "status"))];

    /// <summary>A person says what became of an action.</summary>
    public async Task SettleAsync(string customer, string actionId, bool happened)
    {
        var (status, body) = await PostAsync(
            $"/api/customers/{customer}/actions/{actionId}/settle", $"settle {actionId}", new { happened, note = "Looked up in the mailbox." });
        status.ShouldBe(HttpStatusCode.OK, body);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await grid.AskAsync(() => new(HttpMethod.Get, new Uri(path, UriKind.Relative)), giveUp);
        status.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string key, object body) => grid.AskAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        },
        giveUp);

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString()!;
}
