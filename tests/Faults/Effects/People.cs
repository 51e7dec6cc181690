using System.Net;
using System.Text;
using System.Text.Json;
using Aegis.Faults.Crashes;

namespace Aegis.Faults.Effects;

/// <summary>Who asks for actions and who agrees, over HTTP, asking again until they are answered.</summary>
internal sealed class People(GridUnderFire grid, CancellationToken giveUp)
{
    private readonly List<string> _approvers = [];

    /// <summary>Gives two approvers keys of their own.</summary>
    public async Task ArriveAsync()
    {
        foreach (var name in (string[])["first", "second"])
            _approvers.Add((await PostAsync("/api/identity/keys", JsonSerializer.Serialize(new { name, role = "approver" }))).GetProperty("secret").GetString()!);
    }

    public Task RegisterAsync(string customer, string? email = null) =>
        PostAsync("/api/customers", JsonSerializer.Serialize(new { id = customer, company = customer, email = email ?? $"dev@{customer}.example" }));

    /// <summary>Asks for the action and has as many agree as are needed; it runs from then on.</summary>
    public async Task RunAsync(CutAction action)
    {
        var approval = (await PostAsync("/api/hil/approvals", action.Ask, operation: $"ask-{action.Customer}-{action.Tool}")).GetProperty("id").GetString()!;
        for (var i = 0; i < (action.Tool == "apply_credit" ? 2 : 1); i++)
            await PostAsync($"/api/hil/approvals/{approval}/approve", "{}", _approvers[i], $"agree-{action.Customer}-{action.Tool}-{i}");
    }

    /// <summary>Waits until the customer's action of that tool stands so, and returns it.</summary>
    public async Task<JsonElement> SettledAsync(string customer, string tool, params string[] statuses)
    {
        while (true)
        {
            var found = (await GetAsync($"/api/customers/{customer}/actions")).GetProperty("items").EnumerateArray()
                .FirstOrDefault(action => action.GetProperty("name").GetString() == tool && statuses.Contains(action.GetProperty("status").GetString()));
            if (found.ValueKind == JsonValueKind.Object)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, giveUp);
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await grid.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), giveUp);
        status.ShouldBe(HttpStatusCode.OK, body);
        return JsonElement.Parse(body);
    }

    public async Task<JsonElement> PostAsync(string path, string body, string? key = null, string? operation = null)
    {
        var (status, answer) = await grid.AskAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (key is not null)
                request.Headers.Add("X-Api-Key", key);
            if (operation is not null)
                request.Headers.Add("Idempotency-Key", operation);
            return request;
        }, giveUp);
        ((int)status).ShouldBeInRange(200, 299, $"{path}: {answer}");
        return JsonElement.Parse(answer);
    }
}
