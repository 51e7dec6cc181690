using System.Text;
using System.Text.Json.Nodes;
using Aegis.Api.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Thousands of requests that are nearly right: each is taken, or refused with a problem that names the field and changes nothing.</summary>
[Collection(nameof(SqliteGrid))]
public sealed class MutationTests(SqliteGrid grid, ITestOutputHelper output) : GridTest(grid)
{
    private const int Count = 10_000;
    private const int Workers = 8;
    private const int Seed = 20_251_122;

    [Fact]
    public async Task Requests_MutatedAtRandom_AreTakenOrRefusedWithoutATrace()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, Workers).Select(RunAsync));

        var counts = statuses.SelectMany(s => s).CountBy(s => s).OrderBy(s => s.Key).ToDictionary();
        output.WriteLine(string.Join(", ", counts.Select(c => $"{c.Key}: {c.Value}")));
        counts.Values.Sum().ShouldBe(Count);
        counts.Keys.ShouldAllBe(s => s >= 200 && s < 500);
        counts[400].ShouldBeGreaterThan(Count / 4);
    }

    private async Task<List<int>> RunAsync(int worker)
    {
        var id = await CreateCustomerAsync();
        var (keyId, _) = await IssueKeyAsync(id);
        var turnId = (await SayAsync(id, "hello")).ShouldBe(200).Json["turnId"]!.GetValue<string>();
        var requests = Requests(id, keyId, turnId);
        var statuses = new List<int>(Count / Workers);
        var traces = new Traces(Client, id);
        var before = await traces.ReadAsync();
        for (var i = 0; i < Count / Workers; i++)
        {
            var random = new Random(Seed + (worker * Count) + i);
            var mutant = requests[random.Next(requests.Length)].Mutate(random);
            var answer = await SendAsync(mutant);
            statuses.Add((int)answer.Status);
            var refused = (int)answer.Status >= 400;
            if (refused)
                ShouldExplain(mutant, answer);
            if (!refused || mutant.Method != "GET")
            {
                var after = await traces.ReadAsync();
                if (refused)
                    after.ShouldBe(before, $"{mutant}\n{answer.Body}");
                before = after;
            }
        }

        return statuses;
    }

    private async Task<Answer> SendAsync(Mutant mutant)
    {
        using var message = mutant.ToMessage(Client.BaseAddress!);
        try
        {
            var response = await Client.SendAsync(message, Patience.Token());
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
        }
        catch (Exception unanswered)
        {
            throw new InvalidOperationException($"No answer to {mutant}", unanswered);
        }
    }

    private static void ShouldExplain(Mutant mutant, Answer answer)
    {
        // What is no HTTP never reaches the program: the server itself turns it away.
        if ((int)answer.Status == 400 && answer.Body.Length == 0 && mutant.Path.Contains('%'))
            return;
        if (mutant.Path.StartsWith("/api") && answer.Message.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api/"))
        {
            answer.MediaType.ShouldBe("application/problem+json", $"{mutant}\n{(int)answer.Status} {answer.Body}");
            if ((int)answer.Status == 400)
                answer.Json["errors"].ShouldBeOfType<JsonObject>($"{mutant}\n{answer.Body}").Count.ShouldBeGreaterThan(0);
        }
    }

    /// <summary>Everything a change would show in: profile, ledger and conversation.</summary>
    private sealed class Traces(HttpClient client, string id)
    {
        private long _seq;

        public async Task<string> ReadAsync()
        {
            var customer = (await client.GetAnswerAsync($"/api/customers/{id}")).ShouldBe(200);
            var ledger = (await client.GetAnswerAsync($"/api/customers/{id}/ledger?after={_seq}&limit=500")).ShouldBe(200).Json["items"]!.AsArray();
            var conversation = (await client.GetAnswerAsync($"/api/customers/{id}/conversation")).ShouldBe(200).Json;
            if (ledger.Count > 0)
                _seq = ledger[^1]!["seq"]!.GetValue<long>();
            return $"{customer.Body}\nledger {_seq}, turns {conversation["turns"]!.AsArray().Count}, taken over {conversation["takenOver"]}";
        }
    }

    private static Mutant[] Requests(string id, string keyId, string turnId)
    {
        const string json = "application/json";
        var customer = $"/api/customers/{id}";
        var line = $$"""{"customerId":"{{id}}","endpoint":"GET /a","status":200,"latencyMs":1.5,"reason":"X","id":"e"}""";
        return
        [
            new("POST", "/api/customers", "", Bytes($$"""{"id":"{{id}}","company":"Acme","email":"{{id}}@acme.example","techStack":["Python"],"timeZone":"UTC"}"""), json),
            new("GET", "/api/customers", "status=new&tier=none&stage=new&q=acme&limit=10", [], null),
            new("PATCH", customer, "", Bytes("""{"company":"Acme Corp","email":"dev@acme.example","techStack":["Go","C#"],"timeZone":"Europe/Berlin"}"""), json),
            new("GET", $"{customer}/ledger", "after=3&limit=10", [], null),
            new("POST", $"{customer}/keys", "", Bytes("""{"environment":"test"}"""), json),
            new("POST", $"{customer}/keys/{keyId}/reveal", "", [], null),
            new("POST", $"{customer}/messages", "", Bytes("""{"text":"Where do I stand?"}"""), json),
            new("POST", $"{customer}/feedback", "", Bytes($$"""{"turnId":"{{turnId}}","rating":"up","comment":"Good"}"""), json),
            new("POST", $"{customer}/takeover", "", Bytes("""{"on":false}"""), json),
            new("POST", $"{customer}/actions/act_1/settle", "", Bytes("""{"happened":true,"note":"Seen in the log"}"""), json),
            new("GET", "/api/actions", "status=unknown&limit=10", [], null),
            new("POST", "/api/activity", "", Bytes($"{line}\n{line}\n{line}"), "application/x-ndjson"),
            new("POST", "/sandbox/v2/customers", "", Bytes("""{"id":"c1","first_name":"Ada","email":"ada@example.com"}"""), json),
        ];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
