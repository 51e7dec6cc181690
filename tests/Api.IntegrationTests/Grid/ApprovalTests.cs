using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>What waits for people, over HTTP. The administrator decides on what others asked.</summary>
public abstract class ApprovalTests(GridServer grid) : GridTest(grid)
{
    private static readonly string[] Fields =
        ["id", "timestamp", "agentId", "customerId", "actionType", "details", "status", "arguments", "argumentsHash", "requiredApprovals", "expiresAt", "askers"];

    [Fact]
    public async Task Approve_WithNotes_PerformsTheAction()
    {
        var (customer, id) = await AskedAsync();
        var asked = (await Client.GetAnswerAsync($"/api/hil/approvals/{id}")).ShouldBe(200).Json;
        foreach (var field in Fields)
            asked[field].ShouldNotBeNull(field);
        (Text(asked, "status"), Text(asked, "actionType"), Text(asked, "customerId"), Text(asked, "customerName")).ShouldBe(("pending", "create_ticket", customer, "Acme"));

        var approved = (await PostAsync($"/api/hil/approvals/{id}/approve?notes=Go%20on&argumentsHash={Text(asked, "argumentsHash")}")).ShouldBe(200).Json;

        (Text(approved, "status"), Text(approved, "notes")).ShouldBe(("approved", "Go on"));
        approved["approvedAt"].ShouldNotBeNull();
        var done = await WhenAsync(id, a => Text(a, "actionStatus") == "done");
        Text(done, "evidence").ShouldNotBeEmpty();
        (await PostAsync($"/api/hil/approvals/{id}/approve")).ShouldBe(200);
        (await PostAsync($"/api/hil/approvals/{id}/reject")).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Reject_WithNotes_EndsIt()
    {
        var (_, id) = await AskedAsync();

        var rejected = (await PostAsync($"/api/hil/approvals/{id}/reject?notes=No")).ShouldBe(200).Json;

        (Text(rejected, "status"), Text(rejected, "notes"), Text(rejected, "actionStatus")).ShouldBe(("rejected", "No", "refused"));
        rejected["rejectedAt"].ShouldNotBeNull();
        (await PostAsync($"/api/hil/approvals/{id}/approve")).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Ask_OverHttp_IsListedAndNotForTheAskerToApprove()
    {
        var customer = await CreateCustomerAsync();

        var asked = (await Client.PostAsync("/api/hil/approvals", $$"""
            {"customerId":"{{customer}}","actionType":"apply_discount","arguments":{"percent":10},"details":"Renewal is due"}
            """)).ShouldBe(201).Json;

        Text(asked, "details").ShouldContain("Asked because: Renewal is due");
        asked["arguments"]!["percent"]!.GetValue<string>().ShouldBe("10");
        (await PostAsync($"/api/hil/approvals/{Text(asked, "id")}/approve")).ShouldBeProblem(403);
        var list = (await Client.GetAnswerAsync($"/api/hil/approvals?customerId={customer}&status=pending&order=expiry&limit=5")).ShouldBe(200).Json;
        Text(list["items"]!.AsArray().ShouldHaveSingleItem()!, "id").ShouldBe(Text(asked, "id"));
    }

    [Theory]
    [InlineData("""{"customerId":"acme","actionType":"refund"}""", 404)]
    [InlineData("""{"actionType":"apply_discount"}""", 400)]
    [InlineData("""{"customerId":"!","actionType":"apply_discount"}""", 400)]
    [InlineData("""{"customerId":"CUSTOMER","actionType":"refund"}""", 403)]
    [InlineData("""{"customerId":"CUSTOMER","actionType":"apply_discount","arguments":{"percent":0}}""", 400)]
    [InlineData("""{"customerId":"CUSTOMER","actionType":"apply_discount","arguments":[]}""", 400)]
    [InlineData("""{"customerId":"CUSTOMER","actionType":"apply_discount","arguments":{"percent":5,"customer_id":"other"}}""", 400)]
    public async Task Ask_ForWhatCannotBe_SaysWhy(string body, int status) =>
        (await Client.PostAsync("/api/hil/approvals", body.Replace("CUSTOMER", await CreateCustomerAsync(), StringComparison.Ordinal))).ShouldBeProblem(status);

    [Fact]
    public async Task EditAndComment_OfAPendingOne_AreShown()
    {
        var (_, id) = await AskedAsync();
        var before = (await Client.GetAnswerAsync($"/api/hil/approvals/{id}")).Json;

        (await Client.PostAsync($"/api/hil/approvals/{id}/comments", """{"text":"Asked their account manager"}""")).ShouldBe(200);
        var edited = (await Client.PostAsync($"/api/hil/approvals/{id}/edit", """{"arguments":{"summary":"Shorter","description":"d"},"notes":"Plainer"}""")).ShouldBe(200).Json;

        Text(edited, "argumentsHash").ShouldNotBe(Text(before, "argumentsHash"));
        Text(edited["comments"]!.AsArray().ShouldHaveSingleItem()!, "text").ShouldBe("Asked their account manager");
        edited["edits"]!.AsArray().ShouldHaveSingleItem()!["before"]!["summary"]!.GetValue<string>().ShouldBe("It fails");
        (await PostAsync($"/api/hil/approvals/{id}/approve?argumentsHash={Text(before, "argumentsHash")}")).ShouldBeProblem(409);
        (await Client.PostAsync($"/api/hil/approvals/{id}/edit", """{"arguments":{"summary":"x"}}""")).ShouldBeProblem(400);
        (await Client.PostAsync($"/api/hil/approvals/{id}/comments", """{"text":" "}""")).ShouldBeProblem(400);
    }

    [Fact]
    public async Task Decide_OfSeveral_LeavesAloneWhatChangedSince()
    {
        var ((_, one), (_, two)) = (await AskedAsync(), await AskedAsync());
        var (hashOfOne, hashOfTwo) = (await HashAsync(one), await HashAsync(two));
        (await Client.PostAsync($"/api/hil/approvals/{two}/edit", """{"arguments":{"summary":"Other","description":"d"}}""")).ShouldBe(200);

        var decided = (await Client.PostAsync("/api/hil/approvals/decide", $$$"""
            {"decision":"approve","items":{"{{{one}}}":"{{{hashOfOne}}}","{{{two}}}":"{{{hashOfTwo}}}","apr_none":"x"}}
            """)).ShouldBe(200).Json["items"]!.AsArray().ToDictionary(i => Text(i!, "id"), i => i!);

        Text(decided[one]["approval"]!, "status").ShouldBe("approved");
        Text(decided[two], "error").ShouldContain("changed");
        Text(decided["apr_none"], "error").ShouldContain("no approval");
    }

    [Fact]
    public async Task Changes_OfAnApproval_AreLiveEvents()
    {
        var (_, id) = await AskedAsync();
        await PostAsync($"/api/hil/approvals/{id}/reject");

        var events = await ReadEventsAsync(0, 100_000, line => line.Contains(id) && line.Contains("rejected"));

        events.Select(e => e.Data).ShouldContain(line => line.Contains(id) && line.Contains("asked"));
    }

    [Fact]
    public async Task Switch_OfAnAction_IsShownAndTakenOff()
    {
        var body = (bool on) => $$"""{"scope":"action","name":"mcp:test:{{Client.GetHashCode()}}","on":{{(on ? "true" : "false")}},"reason":"A test"}""";

        (await Client.PostAsync("/api/policy/switches", body(true))).ShouldBe(200).Json["on"]!.AsArray().ShouldContain(s => Text(s!, "reason") == "A test");
        (await Client.GetAnswerAsync("/api/policy/switches")).ShouldBe(200).Json["on"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await Client.PostAsync("/api/policy/switches", body(false))).ShouldBe(200);
        (await Client.PostAsync("/api/policy/switches", """{"scope":"planet","on":true,"reason":"x"}""")).ShouldBeProblem(400);
        (await Client.PostAsync("/api/policy/switches", """{"scope":"agent","on":true,"reason":"x"}""")).ShouldBeProblem(400);
    }

    [Fact]
    public async Task Policy_InForce_IsShownAndAWrongTextIsExplained()
    {
        var policy = (await Client.GetAnswerAsync("/api/policy")).ShouldBe(200).Json;

        Text(policy, "origin").ShouldBe("built-in");
        Text(policy, "text").ShouldContain("apply_discount");
        (await Client.PostAsync("/api/policy/check", new JsonObject { ["text"] = Text(policy, "text") }.ToJsonString())).ShouldBe(204);
        (await Client.PostAsync("/api/policy/check", """{"text":"{}"}""")).ShouldBeProblem(400);
    }

    /// <summary>A service asks for a ticket about a customer.</summary>
    private async Task<(string Customer, string Id)> AskedAsync()
    {
        var customer = await CreateCustomerAsync();
        var arguments = ImmutableSortedDictionary<string, string>.Empty.Add("summary", "It fails").Add("description", "401 since noon");
        var asked = await Grid.Customer(customer).RequestApprovalAsync(Grid.Sign(Role.Agent), new ActionProposal("t1", null, Tools.CreateTicket, arguments), null);
        asked.Refusal.ShouldBeNull();
        return (customer, asked.Value!.Id);
    }

    private async Task<string> HashAsync(string id) => Text((await Client.GetAnswerAsync($"/api/hil/approvals/{id}")).ShouldBe(200).Json, "argumentsHash");

    private Task<Answer> PostAsync(string path) => Client.AnswerAsync(HttpMethod.Post, path);

    private async Task<JsonNode> WhenAsync(string id, Func<JsonNode, bool> holds)
    {
        var patience = Patience.Token();
        while (true)
        {
            patience.ThrowIfCancellationRequested();
            if ((await Client.GetAnswerAsync($"/api/hil/approvals/{id}")).Json is var approval && holds(approval))
                return approval;
            await Task.Yield();
        }
    }

    private static string Text(JsonNode node, string field) => node[field]?.GetValue<string>() ?? "";
}
