using System.Net.Http.Headers;
using System.Text;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>A test on the shared program, with what several of them do.</summary>
public abstract class GridTest(GridServer grid)
{
    protected GridServer Grid { get; } = grid;

    protected HttpClient Client => Grid.Client;

    /// <summary>Registers a customer of the test's own and returns its id.</summary>
    protected async Task<string> CreateCustomerAsync(string techStack = "[]")
    {
        var id = $"c{Guid.NewGuid():N}";
        (await Client.PostAsync("/api/customers", $$"""{"id":"{{id}}","company":"Acme","email":"{{id}}@acme.example","techStack":{{techStack}}}""")).ShouldBe(201);
        return id;
    }

    protected async Task<(string Id, string Secret)> IssueKeyAsync(string customer)
    {
        var key = (await Client.PostAsync($"/api/customers/{customer}/keys", """{"environment":"test"}""")).ShouldBe(201).Json;
        return (key["id"]!.GetValue<string>(), key["secret"]!.GetValue<string>());
    }

    protected Task<Answer> SayAsync(string customer, string text) =>
        Client.PostAsync($"/api/customers/{customer}/messages", $$"""{"text":"{{text}}"}""");

    /// <summary>Live events after a number, on a connection that is left once there are so many, or the one waited for came.</summary>
    protected async Task<List<(long Number, string Data)>> ReadEventsAsync(long after, int count, Func<string, bool>? until = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events") { Headers = { { "Last-Event-ID", $"{after}" } } };
        var patience = Patience.Token();
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(patience));
        var events = new List<(long, string)>();
        var number = 0L;
        while (events.Count < count && await reader.ReadLineAsync(patience) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                number = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                events.Add((number, line));
                if (until?.Invoke(line) == true)
                    break;
            }
        }

        return events;
    }

    protected async Task<Answer> CustomerAsync(string id) => (await Client.GetAnswerAsync($"/api/customers/{id}")).ShouldBe(200);

    protected Task<Answer> CallSandboxAsync(string key, string path = "/sandbox/v2/customers") =>
        Grid.Stranger.AnswerAsync(HttpMethod.Get, path, null, ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:"))).ToString()));
}
