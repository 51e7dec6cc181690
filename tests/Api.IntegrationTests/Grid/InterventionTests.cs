using System.Text.Json.Nodes;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Scenario 4: Aegis reaches out by itself, once a problem.</summary>
public abstract class InterventionTests(GridServer grid) : GridTest(grid)
{
    private static readonly string[] Fields =
        ["id", "type", "customerId", "customerName", "priority", "status", "reason", "diagnosis", "actionsTaken", "nextSteps", "message", "ticket", "createdAt"];

    [Fact]
    public async Task ErrorSpike_MoreErrorsRecoveryAndAnotherSpike_AreTwoEpisodesWithATicketEach()
    {
        var id = await CreateCustomerAsync();

        await CallAsync(id, good: 20, failed: 20);
        var first = (await WhenAsync(id, i => Text(i[0], "status") == "open"))[0];
        foreach (var field in Fields)
            first[field].ShouldNotBeNull(field);
        (Text(first, "type"), Text(first, "priority"), Text(first, "customerName")).ShouldBe(("error_debugging", "high", "Acme"));
        first["ticket"]!["key"]!.GetValue<string>().ShouldNotBeEmpty();

        await CallAsync(id, good: 0, failed: 20);
        await WhenAsync(id, i => i.Length == 1 && i[0]["finding"]!.GetValue<int>() == 2 && Text(i[0], "status") == "open");
        (await TicketActionsAsync(id)).ShouldBe(["comment_on_ticket", "create_ticket"]);

        await CallAsync(id, good: 80, failed: 0);
        await WhenAsync(id, i => i.Length == 1 && Text(i[0], "status") == "resolved" && i[0]["resolvedAt"] is not null);

        await CallAsync(id, good: 10, failed: 40);
        var again = await WhenAsync(id, i => i.Length == 2 && Text(i[0], "status") == "open");
        Text(again[0], "id").ShouldNotBe(Text(first, "id"));
        again[0]["ticket"]!["key"]!.GetValue<string>().ShouldNotBe(first["ticket"]!["key"]!.GetValue<string>());
        (await TicketActionsAsync(id)).ShouldBe(["comment_on_ticket", "create_ticket", "create_ticket"]);
        (await Client.GetAnswerAsync($"/api/customers/{id}/conversation")).Json["turns"]!.AsArray().Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("demo_trial_customer", "onboarding_check_in", "medium")]
    [InlineData("demo_at_risk_customer", "error_debugging", "medium")]
    public async Task DemoPersona_WithAProblem_HasOneInterventionWithoutATicket(string id, string type, string priority)
    {
        var intervention = (await WhenAsync(id, i => i.Length > 0 && i.All(one => Text(one, "status") != "acting"))).ShouldHaveSingleItem();

        (Text(intervention, "type"), Text(intervention, "priority")).ShouldBe((type, priority));
        intervention["ticket"].ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_WithoutABody_ResolvesAndIsConfirmedAgain()
    {
        var intervention = await SpikeAsync();

        var resolved = (await Client.AnswerAsync(HttpMethod.Post, $"/api/interventions/{intervention}/resolve")).ShouldBe(200);

        Text(resolved.Json, "status").ShouldBe("resolved");
        Text(resolved.Json, "message").ShouldNotBeEmpty();
        (await Client.PostAsync($"/api/interventions/{intervention}/resolve", """{"note":"Again."}""")).ShouldBe(200);
        (await Client.PostAsync($"/api/interventions/{intervention}/snooze", """{"hours":1}""")).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Snooze_ForHours_SaysUntilWhen()
    {
        var intervention = await SpikeAsync();

        var snoozed = (await Client.PostAsync($"/api/interventions/{intervention}/snooze", """{"hours":24}""")).ShouldBe(200).Json;

        Text(snoozed, "status").ShouldBe("snoozed");
        snoozed["snoozedUntil"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Changes_OfAnIntervention_AreLiveEvents()
    {
        var id = await CreateCustomerAsync();
        await CallAsync(id, good: 10, failed: 10);
        await WhenAsync(id, i => i.Length == 1 && Text(i[0], "status") == "open");

        var events = await ReadEventsAsync(after: 0, count: int.MaxValue, until: data => data.Contains("\"topic\":\"intervention\"") && data.Contains(id) && data.Contains("acted"));

        events.Count(e => e.Data.Contains("\"topic\":\"intervention\"") && e.Data.Contains(id) && e.Data.Contains("opened")).ShouldBe(1);
    }

    [Theory]
    [InlineData("?status=done", "status")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?cursor=what", "cursor")]
    [InlineData("?customerId=a%20b", "customerId")]
    [InlineData("?colour=red", "colour")]
    public async Task List_BadInput_NamesTheField(string query, string field) =>
        (await Client.GetAnswerAsync($"/api/interventions{query}")).ShouldBeProblem(400).ShouldContain(field);

    [Theory]
    [InlineData("""{}""", "until")]
    [InlineData("""{"hours":1,"until":"2030-01-01T00:00:00Z"}""", "until")]
    [InlineData("""{"hours":0}""", "hours")]
    [InlineData("""{"hours":721}""", "hours")]
    [InlineData("""{"until":"soon"}""", "until")]
    [InlineData("""{"until":"2020-01-01T00:00:00Z"}""", "until")]
    public async Task Snooze_BadInput_NamesTheField(string body, string field) =>
        (await Client.PostAsync($"/api/interventions/{await SpikeAsync()}/snooze", body)).ShouldBeProblem(400).ShouldContain(field);

    [Theory]
    [InlineData("""{"note":1}""", "note")]
    [InlineData("""{"reason":"x"}""", "reason")]
    public async Task Resolve_BadInput_NamesTheField(string body, string field) =>
        (await Client.PostAsync($"/api/interventions/{await SpikeAsync()}/resolve", body)).ShouldBeProblem(400).ShouldContain(field);

    [Fact]
    public async Task Intervention_ThatIsNot_IsNotFound()
    {
        (await Client.GetAnswerAsync("/api/interventions/int_none")).ShouldBeProblem(404);
        (await Client.AnswerAsync(HttpMethod.Post, "/api/interventions/int_none/resolve")).ShouldBeProblem(404);
        (await Client.GetAnswerAsync("/api/monitor/checks/check_none")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task Check_AskedFor_IsAcceptedAndToldAtItsAddress()
    {
        var started = (await Client.PostAsync("/api/monitor/check", "{}", ("Idempotency-Key", $"check-{GetType().Name}"))).ShouldBe(202);
        (await Client.PostAsync("/api/monitor/check", "{}", ("Idempotency-Key", $"check-{GetType().Name}"))).ShouldBe(202).Json["id"]!.GetValue<string>()
            .ShouldBe(started.Json["id"]!.GetValue<string>());

        var patience = Patience.Token();
        JsonNode check;
        do
        {
            patience.ThrowIfCancellationRequested();
            check = (await Client.GetAnswerAsync(started.Message.Headers.Location!.ToString())).ShouldBe(200).Json;
        }
        while (Text(check, "status") == "running");

        check["shardsSwept"]!.GetValue<int>().ShouldBe(256);
        foreach (var field in new[] { "examined", "woken", "interventionsOpened" })
            check[field].ShouldNotBeNull(field);
    }

    private async Task<string> SpikeAsync()
    {
        var id = await CreateCustomerAsync();
        await CallAsync(id, good: 10, failed: 10);
        return Text((await WhenAsync(id, i => i.Length == 1 && Text(i[0], "status") == "open"))[0], "id");
    }

    private async Task CallAsync(string id, int good, int failed) =>
        (await Client.ActivityAsync(string.Concat(Enumerable.Range(0, good + failed).Select(i => i < failed
            ? $$"""{"customerId":"{{id}}","endpoint":"/v2/customers","status":401,"reason":"INVALID_KEY"}{{"\n"}}"""
            : $$"""{"customerId":"{{id}}","endpoint":"/v2/customers","status":200}{{"\n"}}""")))).ShouldBe(200);

    /// <summary>The customer's interventions, newest first, once they are so.</summary>
    private async Task<JsonNode[]> WhenAsync(string id, Func<JsonNode[], bool> holds)
    {
        var patience = Patience.Token();
        while (true)
        {
            patience.ThrowIfCancellationRequested();
            JsonNode[] items = [.. (await Client.GetAnswerAsync($"/api/interventions?customerId={id}")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];
            if (items.Length > 0 && holds(items))
                return items;
        }
    }

    private async Task<IEnumerable<string>> TicketActionsAsync(string id) =>
        (await Client.GetAnswerAsync($"/api/customers/{id}/actions")).ShouldBe(200).Json["items"]!.AsArray().Select(a => Text(a!, "name"))
            .Where(name => name.EndsWith("ticket", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
