using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Mcp;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Customers, keys, activity, sandbox and events over HTTP, down to the database.</summary>
public abstract class SurfaceTests(GridServer grid) : GridTest(grid)
{
    [Fact]
    public async Task Customer_FromCreationToErasure_ReadsAsWritten()
    {
        var id = await CreateCustomerAsync("""["Python","Django"]""");

        var changed = await Client.PatchAsync($"/api/customers/{id}", """{"company":"Acme Corp","timeZone":"Europe/Berlin"}""");
        changed.ShouldBe(200).Json["company"]!.GetValue<string>().ShouldBe("Acme Corp");
        changed.Json["techStack"]!.AsArray().Count.ShouldBe(2);
        (await Client.GetAnswerAsync($"/api/customers?q={id}")).Json["items"]!.AsArray().Single()!["company"]!.GetValue<string>().ShouldBe("Acme Corp");

        (await Client.AnswerAsync(HttpMethod.Delete, $"/api/customers/{id}")).ShouldBe(204);
        (await Client.GetAnswerAsync($"/api/customers/{id}")).ShouldBeProblem(404);
        (await Client.GetAnswerAsync($"/api/customers?q={id}")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Document_Cited_IsReadAsAPageWithAnchors()
    {
        var page = (await Client.GetAnswerAsync("/knowledge/rate-limits")).ShouldBe(200);

        page.Body.ShouldContain("<h2 id=\"back-off\">Back-off</h2>");
        page.Body.ShouldNotContain("keywords:");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("default-src 'none'");
        (await Client.GetAnswerAsync("/knowledge/errors.md")).ShouldBe(200);
        (await Client.GetAnswerAsync("/knowledge/nowhere")).ShouldBeProblem(404);
        (await Client.GetAnswerAsync("/knowledge/..%2Fmaster.key")).ShouldBe(404);
    }

    [Fact]
    public async Task McpTool_ThatActs_IsListedAndAcceptedAsItWasSeen()
    {
        var (server, hash) = ($"s{Guid.NewGuid():N}"[..20], new string('a', 64));
        var declared = new McpDeclaration("create", "Makes a thing.", """{"type":"object"}""", hash, McpRisk.Act, ["resolution"]);
        (await Grid.Grains.GetGrain<IMcpCatalogGrain>("default/$mcp").ReportAsync(Grid.Sign(Role.System), server, [declared])).Refusal.ShouldBeNull();

        var tool = (await Client.GetAnswerAsync("/api/mcp/tools")).ShouldBe(200).Json["items"]!.AsArray().Single(t => t!["server"]!.GetValue<string>() == server)!;
        (tool["name"]!.GetValue<string>(), tool["status"]!.GetValue<string>(), tool["risk"]!.GetValue<string>()).ShouldBe(($"mcp:{server}:create", "new", "act"));
        tool["now"]!["schema"]!["type"]!.GetValue<string>().ShouldBe("object");
        var accept = $"/api/mcp/tools/{tool["id"]!.GetValue<string>()}/accept";

        (await Client.PostAsync(accept, "{}")).ShouldBeProblem(400);
        (await Client.PostAsync(accept, $$"""{"hash":"{{new string('b', 64)}}"}""")).ShouldBeProblem(409);
        (await Client.PostAsync("/api/mcp/tools/mcp_none/accept", $$"""{"hash":"{{hash}}"}""")).ShouldBeProblem(404);
        var accepted = (await Client.PostAsync(accept, $$"""{"hash":"{{hash}}"}""")).ShouldBe(200).Json;
        accepted["status"]!.GetValue<string>().ShouldBe("offered");
        accepted["acceptedBy"]!.GetValue<string>().ShouldStartWith("admin:");
    }

    [Fact]
    public async Task Customers_PageByPage_EachComesOnce()
    {
        var mark = $"p{Guid.NewGuid():N}";
        for (var i = 0; i < 5; i++)
            (await Client.PostAsync("/api/customers", $$"""{"id":"{{mark}}-{{i}}","company":"{{mark}}","email":"{{i}}@acme.example"}""")).ShouldBe(201);

        var ids = new List<string>();
        for (string? cursor = "", next = null; cursor is not null; cursor = next)
        {
            var page = (await Client.GetAnswerAsync($"/api/customers?q={mark}&limit=2&cursor={Uri.EscapeDataString(cursor)}")).ShouldBe(200).Json;
            ids.AddRange(page["items"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        ids.ShouldBe([.. Enumerable.Range(0, 5).Select(i => $"{mark}-{i}")]);
    }

    [Fact]
    public async Task Key_IssuedTwiceUnderOneIdempotencyKey_IsOneKey()
    {
        var id = await CreateCustomerAsync();
        var header = ("Idempotency-Key", $"issue {id}");

        var first = (await Client.PostAsync($"/api/customers/{id}/keys", """{"environment":"test"}""", header)).ShouldBe(201);
        var again = (await Client.PostAsync($"/api/customers/{id}/keys", """{"environment":"test"}""", header)).ShouldBe(201);
        var other = await Client.PostAsync($"/api/customers/{id}/keys", """{"environment":"live"}""", header);

        again.Body.ShouldBe(first.Body);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        first.Json["secret"]!.GetValue<string>().ShouldStartWith("sk_test_");
        other.ShouldBeProblem(422);
        (await Client.GetAnswerAsync($"/api/customers/{id}/keys")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Key_RotatedAndRevoked_StopsWorking()
    {
        var id = await CreateCustomerAsync();
        await SayAsync(id, "Please set me up");
        var (keyId, secret) = await IssueKeyAsync(id);
        (await Client.PostAsync($"/api/customers/{id}/keys/{keyId}/reveal", "")).ShouldBe(200).Json["secret"]!.GetValue<string>().ShouldBe(secret);
        (await CallSandboxAsync(secret)).ShouldBe(200);

        var successor = (await Client.PostAsync($"/api/customers/{id}/keys/{keyId}/rotate", "")).ShouldBe(200).Json;
        (await CallSandboxAsync(secret)).ShouldBe(401);
        (await CallSandboxAsync(successor["secret"]!.GetValue<string>())).ShouldBe(200);

        (await Client.PostAsync($"/api/customers/{id}/keys/{successor["id"]!.GetValue<string>()}/revoke", "")).ShouldBe(200);
        (await CallSandboxAsync(successor["secret"]!.GetValue<string>())).ShouldBe(401);
    }

    [Fact]
    public async Task Sandbox_KeySentAsBearer_IsRefusedAndTheReasonIsRecorded()
    {
        var id = await CreateCustomerAsync();
        await SayAsync(id, "Please set me up");
        var (_, secret) = await IssueKeyAsync(id);

        var answer = await Grid.Stranger.AnswerAsync(HttpMethod.Get, "/sandbox/v2/customers", null, ("Authorization", $"Bearer {secret}"));

        answer.ShouldBe(401).Json["api_error_code"]!.GetValue<string>().ShouldBe("api_authentication_failed");
        var health = (await Client.GetAnswerAsync($"/api/customers/{id}/health")).ShouldBe(200).Json;
        health["failureReasons"]!["KEY_VALID_BUT_HEADERS_INCORRECT"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Activity_GoodAndBadLines_CountsTheGoodOnesOnce()
    {
        var id = await CreateCustomerAsync();
        var lines = string.Join('\n',
            $$"""{"customerId":"{{id}}","endpoint":"GET /a","status":200,"id":"e1"}""",
            $$"""{"customerId":"{{id}}","endpoint":"GET /a","status":500,"id":"e2"}""",
            $$"""{"customerId":"{{id}}","endpoint":"GET /a","status":200,"id":"e1"}""",
            """{"customerId":"nobody","endpoint":"GET /a","status":200}""",
            "not json");

        var first = (await Client.ActivityAsync(lines)).ShouldBe(200);
        await Client.ActivityAsync(lines);

        first.Json["accepted"]!.GetValue<int>().ShouldBe(3);
        first.Json["rejected"]!.AsArray().Select(r => r!["line"]!.GetValue<int>()).ShouldBe([4, 5]);
        var customer = (await CustomerAsync(id)).Json;
        customer["totalApiCalls"]!.GetValue<long>().ShouldBe(2);
        customer["errorRate"]!.GetValue<double>().ShouldBe(0.5);
    }

    [Fact]
    public async Task Activity_RepeatedUnderOneIdempotencyKey_CountsOnce()
    {
        var id = await CreateCustomerAsync();
        var lines = string.Join('\n', Enumerable.Repeat($$"""{"customerId":"{{id}}","endpoint":"GET /a","status":200}""", 10));

        var first = await Client.ActivityAsync(lines, ("Idempotency-Key", id));
        var again = await Client.ActivityAsync(lines, ("Idempotency-Key", id));

        again.ShouldBe(200).Body.ShouldBe(first.ShouldBe(200).Body);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        (await CustomerAsync(id)).Json["totalApiCalls"]!.GetValue<long>().ShouldBe(10);
    }

    [Fact]
    public async Task Events_ResumedAfterANumber_ComeWithoutGaps()
    {
        await CreateCustomerAsync();
        await CreateCustomerAsync();
        var all = (await ReadEventsAsync(after: 0, count: 4)).ConvertAll(e => e.Number);

        var rest = (await ReadEventsAsync(after: all[1], count: 2)).ConvertAll(e => e.Number);

        all.ShouldBe([1, 2, 3, 4]);
        rest.ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Ready_WithStorage_IsReady() => (await Grid.Stranger.GetAnswerAsync("/health/ready")).ShouldBe(200);

    [Fact]
    public async Task Metrics_AfterARequest_CountIt()
    {
        await CreateCustomerAsync();

        var metrics = (await Grid.Stranger.GetAnswerAsync("/metrics")).ShouldBe(200).Body;

        metrics.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        metrics.ShouldMatch("http_server_request_duration_seconds_count\\{[^}]*http_route=\"/api/customers/?\"");
    }
}
