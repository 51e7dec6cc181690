using Aegis.Api.IntegrationTests.Support;
using Aegis.Api.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Who may call what over HTTP: every endpoint, by every role, against a table of its own; an endpoint that is in no table fails.</summary>
public abstract class RoleTests(GridServer grid) : GridTest(grid)
{
    private static readonly string[] Roles = ["viewer", "agent", "approver", "admin"];

    /// <summary>Open to anybody, each for a reason: probes and descriptions tell nothing of customers, documents are public, the sandbox and webhooks have credentials of their own.</summary>
    private static readonly string[] Open =
    [
        "GET /health/live", "GET /health/ready", "GET /metrics", "GET /openapi/{documentName}.json", "GET /knowledge", "GET /knowledge/{page}",
        "GET /sandbox/v2/customers", "POST /sandbox/v2/customers", "GET /sandbox/{site}/v2/customers", "POST /sandbox/{site}/v2/customers",
        "POST /api/webhooks/stripe", "POST /api/webhooks/chargebee", "POST /api/webhooks/jira", "POST /api/webhooks/zendesk",
    ];

    /// <summary>The least role; "+customer" where a customer may, with itself.</summary>
    private static readonly Dictionary<string, string> Least = new(StringComparer.Ordinal)
    {
        ["POST /api/customers"] = "agent",
        ["GET /api/customers"] = "viewer",
        ["GET /api/customers/{id}"] = "viewer",
        ["PATCH /api/customers/{id}"] = "agent",
        ["DELETE /api/customers/{id}"] = "admin",
        ["GET /api/customers/{id}/health"] = "viewer",
        ["GET /api/customers/{id}/ledger"] = "viewer",
        ["GET /api/customers/{id}/past"] = "viewer",
        ["POST /api/customers/{id}/replies"] = "agent",
        ["GET /api/customers/{id}/keys"] = "viewer+customer",
        ["POST /api/customers/{id}/keys"] = "agent+customer",
        ["POST /api/customers/{id}/keys/{keyId}/reveal"] = "approver+customer",
        ["POST /api/customers/{id}/keys/{keyId}/rotate"] = "agent+customer",
        ["POST /api/customers/{id}/keys/{keyId}/revoke"] = "agent+customer",
        ["POST /api/customers/{id}/messages"] = "agent+customer",
        ["GET /api/customers/{id}/conversation"] = "viewer+customer",
        ["GET /api/customers/{id}/turns/{turnId}"] = "viewer+customer",
        ["GET /api/customers/{id}/turns/{turnId}/record"] = "admin",
        ["GET /api/customers/{id}/turns/{turnId}/replay"] = "admin",
        ["GET /api/models/spending"] = "admin",
        ["POST /api/customers/{id}/feedback"] = "agent+customer",
        ["POST /api/customers/{id}/takeover"] = "approver",
        ["GET /api/customers/{id}/actions"] = "viewer",
        ["POST /api/customers/{id}/actions/{actionId}/settle"] = "approver",
        ["POST /api/customers/{id}/sandbox/fault"] = "admin",
        ["DELETE /api/customers/{id}/sandbox/fault"] = "admin",
        ["GET /api/actions"] = "viewer",
        ["POST /api/activity"] = "agent",
        ["GET /api/interventions"] = "viewer",
        ["GET /api/interventions/{interventionId}"] = "viewer",
        ["POST /api/interventions/{interventionId}/resolve"] = "agent",
        ["POST /api/interventions/{interventionId}/snooze"] = "agent",
        ["POST /api/hil/approvals"] = "agent",
        ["GET /api/hil/approvals"] = "viewer",
        ["GET /api/hil/approvals/{approvalId}"] = "viewer",
        ["POST /api/hil/approvals/{approvalId}/approve"] = "approver",
        ["POST /api/hil/approvals/{approvalId}/reject"] = "approver",
        ["POST /api/hil/approvals/{approvalId}/edit"] = "approver",
        ["POST /api/hil/approvals/{approvalId}/comments"] = "agent",
        ["POST /api/hil/approvals/decide"] = "approver",
        ["GET /api/policy"] = "viewer",
        ["POST /api/policy/check"] = "viewer",
        ["GET /api/policy/switches"] = "viewer",
        ["POST /api/policy/switches"] = "approver",
        ["GET /api/mcp/tools"] = "viewer",
        ["POST /api/mcp/tools/{toolId}/accept"] = "admin",
        ["GET /api/connectors"] = "viewer",
        ["POST /api/connectors/{connectorId}/test"] = "agent",
        ["POST /api/monitor/check"] = "agent",
        ["GET /api/monitor/checks/{checkId}"] = "viewer",
        ["GET /api/events"] = "viewer",
        ["POST /api/simulate"] = "agent",
        ["GET /api/simulate/{id}"] = "viewer",
        ["POST /api/sessions"] = "agent",
        ["GET /api/identity/me"] = "viewer+customer",
        ["GET /api/identity/keys"] = "admin",
        ["POST /api/identity/keys"] = "admin",
        ["POST /api/identity/keys/{keyId}/rotate"] = "admin",
        ["POST /api/identity/keys/{keyId}/revoke"] = "admin",
        ["GET /api/identity/users"] = "admin",
        ["POST /api/identity/users"] = "admin",
        ["PATCH /api/identity/users/{name}"] = "admin",
        ["POST /api/identity/users/{name}/reset"] = "admin",
        ["GET /api/identity/ledger"] = "admin",
    };

    [Fact]
    public void Endpoints_All_AreInOneOfTheTables()
    {
        var faults = new List<string>();
        foreach (var endpoint in Grid.Endpoints)
            foreach (var name in NamesOf(endpoint))
                if (!Open.Contains(name) && !Least.ContainsKey(name) && !IsOfTheConsole(endpoint))
                    faults.Add($"{name}: say in {nameof(RoleTests)} who may call it, and with Needs(role) where it is mapped.");

        faults.ShouldBeEmpty();
        Grid.Endpoints.SelectMany(NamesOf).Intersect(Least.Keys).Count().ShouldBe(Least.Count, "A row is of no endpoint any more.");
    }

    [Fact]
    public void Endpoints_OfTheApi_AllHaveARule() => Grid.Endpoints
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal) && !NamesOf(e).Any(Open.Contains))
        .Where(e => e.Metadata.GetMetadata<AccessRule>() is null).ShouldBeEmpty();

    [Fact]
    public async Task Endpoints_All_AnswerEachRoleAsTheTableSays_Invariant4()
    {
        var customer = await CreateCustomerAsync();
        var keys = new Dictionary<string, string?> { ["none"] = null, ["forged"] = "ak_" + new string('0', 38) };
        foreach (var role in Roles)
            keys[role] = (await IssueAsync(role)).Secret;
        keys["customer"] = (await Client.PostAsync("/api/sessions", $$"""{"customerId":"{{customer}}"}""")).ShouldBe(201).Json["token"]!.GetValue<string>();

        var faults = new List<string>();
        foreach (var (name, least) in Least)
            foreach (var (role, key) in keys)
            {
                var status = await CallAsync(name, role, key, customer);
                var expected = Expected(role, least);
                if (expected is { } refused ? status != refused : status is 401 or 403 or >= 500)
                    faults.Add($"{name} by {role}: {status} instead of {expected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "let through"}");
            }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Session_OfOneCustomer_FindsNoOther()
    {
        var (own, other) = (await CreateCustomerAsync(), await CreateCustomerAsync());
        var token = (await Client.PostAsync("/api/sessions", $$"""{"customerId":"{{own}}","minutes":5}""")).ShouldBe(201).Json["token"]!.GetValue<string>();
        var header = ("Authorization", $"Bearer {token}");

        foreach (var (name, least) in Least.Where(row => row.Value.EndsWith("+customer", StringComparison.Ordinal) && row.Key.Contains("{id}", StringComparison.Ordinal)))
            (await CallAsync(name, "customer", token, other)).ShouldBe(404, $"{name} ({least})");

        // Control: with itself it speaks, reads, and gets its key.
        (await Grid.Stranger.AnswerAsync(HttpMethod.Get, "/api/identity/me", null, header)).Json["id"]!.GetValue<string>().ShouldBe(own);
        (await Grid.Stranger.PostAsync($"/api/customers/{own}/messages", """{"text":"what is my status?"}""", header)).ShouldBe(200);
        (await Grid.Stranger.PostAsync($"/api/customers/{own}/keys", """{"environment":"test"}""", header)).ShouldBe(201).Json["secret"]!.GetValue<string>().ShouldStartWith("sk_test_");
        (await Grid.Stranger.AnswerAsync(HttpMethod.Get, $"/api/customers/{own}/conversation", null, header)).ShouldBe(200).Json["turns"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Key_FromIssueToRevocation_WorksAsLongAsItShould_AndItsSessionsWithIt()
    {
        var customer = await CreateCustomerAsync();
        var (id, first) = await IssueAsync("agent");
        (await MeAsync(first)).ShouldBe(200).Json["role"]!.GetValue<string>().ShouldBe("agent");
        var session = (await Grid.Stranger.PostAsync("/api/sessions", $$"""{"customerId":"{{customer}}"}""", ("X-Api-Key", first))).ShouldBe(201).Json["token"]!.GetValue<string>();

        var second = (await Client.PostAsync($"/api/identity/keys/{id}/rotate", """{"overlapHours":1}""")).ShouldBe(200).Json["secret"]!.GetValue<string>();
        (await MeAsync(first)).ShouldBe(200);
        (await MeAsync(second)).ShouldBe(200);
        (await MeAsync(session)).ShouldBe(200);

        (await Client.PostAsync($"/api/identity/keys/{id}/revoke", "")).ShouldBe(200);

        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var secret in (string[])[first, second, session])
            while ((int)(await MeAsync(secret)).Status != 401)
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        (await Client.GetAnswerAsync("/api/identity/keys")).Body.ShouldNotContain(second);
        (await Client.GetAnswerAsync("/api/identity/ledger?limit=500")).ShouldBe(200).Body.ShouldContain("key_revoked");
    }

    [Fact]
    public async Task Key_IssuedAgainUnderOneIdempotencyKey_IsNotToldAgain_Invariant8()
    {
        var body = $$"""{"name":"k{{Guid.NewGuid():N}}","role":"viewer"}""";

        var first = (await Client.PostAsync("/api/identity/keys", body, ("Idempotency-Key", body))).ShouldBe(201);
        var again = (await Client.PostAsync("/api/identity/keys", body, ("Idempotency-Key", body))).ShouldBe(201);

        first.Json["secret"]!.GetValue<string>().ShouldStartWith("ak_");
        again.Json["secret"]!.GetValue<string>().ShouldBeEmpty();
        again.Json["key"]!["id"]!.GetValue<string>().ShouldBe(first.Json["key"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Events_OfAKeyThatIsRevoked_End()
    {
        var (id, secret) = await IssueAsync("viewer");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events") { Headers = { { "X-Api-Key", secret } } };
        using var response = await Grid.Stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Patience.Token());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Patience.Token()));

        (await Client.PostAsync($"/api/identity/keys/{id}/revoke", "")).ShouldBe(200);

        while (await reader.ReadLineAsync(Patience.Token()) is not null)
        {
        }
    }

    private static int? Expected(string role, string least) => role switch
    {
        "none" or "forged" => 401,
        "customer" => least.EndsWith("+customer", StringComparison.Ordinal) ? null : 403,
        _ => Array.IndexOf(Roles, role) >= Array.IndexOf(Roles, least.Split('+')[0]) ? null : 403,
    };

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        return (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {path}");
    }

    // Its pages ask for its own sign-in; what of it is open is the way in, and what pages are drawn with.
    private static bool IsOfTheConsole(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy == "aegis-console"
        || endpoint.Metadata.Any(m => m.GetType().Name == "ConsoleEndpoint")
        || endpoint.RoutePattern.RawText!.StartsWith("_framework", StringComparison.Ordinal) || endpoint.RoutePattern.RawText!.StartsWith("/_framework", StringComparison.Ordinal);

    private async Task<int> CallAsync(string name, string role, string? key, string customer)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
        // Nobody is erased who is needed by the next call.
        path = path.Replace("{id}", method == "DELETE" && role != "customer" ? "nobody" : customer, StringComparison.Ordinal);
        path = System.Text.RegularExpressions.Regex.Replace(path, "{[a-zA-Z]+}", "none");
        using var request = new HttpRequestMessage(new(method), path);
        if (method is "POST" or "PATCH")
            request.Content = new StringContent("""{"nothing":"of this"}""", System.Text.Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        using var response = await Grid.Stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Patience.Token());
        return (int)response.StatusCode;
    }

    private Task<Answer> MeAsync(string secret) => Grid.Stranger.AnswerAsync(HttpMethod.Get, "/api/identity/me", null, ("X-Api-Key", secret));

    private async Task<(string Id, string Secret)> IssueAsync(string role)
    {
        var issued = (await Client.PostAsync("/api/identity/keys", $$"""{"name":"k{{Guid.NewGuid():N}}","role":"{{role}}"}""")).ShouldBe(201).Json;
        return (issued["key"]!["id"]!.GetValue<string>(), issued["secret"]!.GetValue<string>());
    }
}
