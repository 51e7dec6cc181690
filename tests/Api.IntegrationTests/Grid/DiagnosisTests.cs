using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Scenario 3: calls fail for a real cause, and the diagnosis names it from what was recorded and measured.</summary>
public abstract class DiagnosisTests(GridServer grid) : GridTest(grid)
{
    private const string Sentence = "My API calls keep failing with 401 errors";

    private static readonly string[] FourTools = ["diagnose_401_error", "verify_api_key", "test_api_authentication", "apply_fix_for_401"];

    [Fact]
    public async Task AtRiskCustomer_Asks_TheFourToolsRunOnceInOrderAndTheHeaderIsNamed()
    {
        const string id = "demo_at_risk_customer";

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);
        var again = (await SayAsync(id, Sentence)).ShouldBe(200);

        ToolSteps(reply).Select(s => s.Name).ShouldBe(FourTools);
        var test = ToolSteps(reply).Single(s => s.Name == "test_api_authentication").Details;
        test.ShouldMatch(@"\b200 in [0-9.]+ ms");
        test.ShouldMatch(@"\b401 in [0-9.]+ ms");
        ShouldName(reply, "KEY_VALID_BUT_HEADERS_INCORRECT", "malformed");
        Text(reply).ShouldContain("3 of 20 calls (15 %)");
        Text(reply).ShouldContain("```php");
        Statuses(reply).ShouldBe(["done"]);
        ToolSteps(again).Select(s => s.Name).ShouldBe(FourTools);
        Statuses(again).ShouldBe(["already_done"]);
        (await CustomerAsync(id)).Json["totalApiCalls"]!.GetValue<long>().ShouldBe(234);
        (await KeysAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Diagnosis_AsEventStream_SendsTheFourToolsBeforeTheReply()
    {
        var id = await SetUpAsync();
        (await CallAsync($"Bearer {await TestKeyAsync(id)}")).ShouldBe(401);

        var stream = await Client.PostAsync($"/api/customers/{id}/messages", $$"""{"text":"{{Sentence}}"}""", ("Accept", "text/event-stream"));

        var events = Regex.Matches(stream.ShouldBe(200).Body, "event: (?<name>.*)\ndata: (?<data>.*)\n").ToArray();
        events[^1].Groups["name"].Value.ShouldBe("reply");
        events[..^1].Select(e => JsonNode.Parse(e.Groups["data"].Value)!).Where(s => s["type"]!.GetValue<string>() == "tool")
            .Select(s => s["name"]!.GetValue<string>()).ShouldBe(FourTools);
    }

    [Fact]
    public async Task Cause_NoKey_IsNamedAndATestKeyIsIssued()
    {
        var id = await CreateCustomerAsync();
        var site = await ProvisionAsync(id);
        (await CallAsync(null, $"/sandbox/{site}/v2/customers")).ShouldBe(401);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "NO_API_KEYS", "no API key");
        Statuses(reply).ShouldBe(["done"]);
        (await CallSandboxAsync(ShownKey(reply))).ShouldBe(200);
        (await KeysAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cause_RevokedKey_IsNamedAndAnotherIsIssuedOnce()
    {
        var id = await SetUpAsync();
        var secret = await TestKeyAsync(id);
        await Client.PostAsync($"/api/customers/{id}/keys/{(await KeysAsync(id))[0]}/revoke", "");
        (await CallSandboxAsync(secret)).ShouldBe(401);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);
        var again = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "KEY_REVOKED", "revoked");
        Statuses(reply).ShouldBe(["done"]);
        Statuses(again).ShouldBe(["already_done"]);
        ShownKey(reply).ShouldNotBe(secret);
        ShownKey(again).ShouldBe(ShownKey(reply));
        (await CallSandboxAsync(ShownKey(reply))).ShouldBe(200);
        (await KeysAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cause_LiveKeyOnTheTestSite_IsNamedAndTheTestKeyShown()
    {
        var id = await SetUpAsync();
        var live = (await Client.PostAsync($"/api/customers/{id}/keys", """{"environment":"live"}""")).ShouldBe(201).Json["secret"]!.GetValue<string>();
        (await CallSandboxAsync(live)).ShouldBe(401);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "WRONG_ENVIRONMENT", "live key");
        Statuses(reply).ShouldBe(["already_done"]);
        (await CallSandboxAsync(ShownKey(reply))).ShouldBe(200);
    }

    [Fact]
    public async Task Cause_UnknownKey_IsNamedAndTheTestKeyShown()
    {
        var id = await SetUpAsync();
        (await CallSandboxAsync("sk_test_00000000000000000000000000000000000000", $"/sandbox/{await SiteAsync(id)}/v2/customers")).ShouldBe(401);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "INVALID_KEY", "unknown");
        (await CallSandboxAsync(ShownKey(reply))).ShouldBe(200);
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("{0}")]
    [InlineData("Token {0}")]
    public async Task Cause_MalformedHeader_IsNamedAndShownByTheSameCall(string header)
    {
        var id = await SetUpAsync("[\"Go\"]");
        (await CallAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, header, await TestKeyAsync(id)))).ShouldBe(401);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "KEY_VALID_BUT_HEADERS_INCORRECT", "malformed");
        ToolSteps(reply)[2].Details.ShouldMatch("200 in .* 401 in ");
        Text(reply).ShouldContain("```go");
        // Neither the failing call nor the probes left more than the failing call.
        (await CustomerAsync(id)).Json["totalApiCalls"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Cause_ExpiredTrial_IsNamedAndNothingRunsAlone()
    {
        var (id, secret) = await ImportExpiredTrialAsync();
        (await CallSandboxAsync(secret)).ShouldBe(403);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "TRIAL_EXPIRED", "trial");
        Statuses(reply).ShouldBe(["refused"]);
        Text(reply).ShouldContain("upgrade");
    }

    [Fact]
    public async Task Cause_RateLimit_IsNamedWithItsNumberAndCodeThatWaits()
    {
        var id = await SetUpAsync();
        var secret = await TestKeyAsync(id);
        // Two minutes' worth, so that one of them is exceeded whenever the minute turns.
        for (var call = 0; call < 210; call++)
            await CallSandboxAsync(secret);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "RATE_LIMITED", "rate limit");
        Text(reply).ShouldContain("100 calls a minute");
        Text(reply).ShouldContain("Retry-After");
    }

    [Fact]
    public async Task Cause_ErrorOfTheProduct_IsNamedAndBroughtToOneTicket()
    {
        var id = await SetUpAsync();
        (await Client.PostAsync($"/api/customers/{id}/sandbox/fault", """{"status":503}""")).ShouldBe(204);
        (await CallSandboxAsync(await TestKeyAsync(id))).ShouldBe(503);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);
        var again = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "PRODUCT_ERROR", "product");
        ToolSteps(reply).Select(s => s.Name).ShouldBe([.. FourTools, "create_ticket", "comment_on_ticket"]);
        Statuses(reply).ShouldBe(["refused", "done", "done"]);
        Statuses(again).ShouldBe(["refused", "already_done", "already_done"]);
        Text(reply).ShouldContain("I am sorry");
        Text(reply).ShouldContain("503");
        (await Client.AnswerAsync(HttpMethod.Delete, $"/api/customers/{id}/sandbox/fault")).ShouldBe(204);
        (await CallSandboxAsync(await TestKeyAsync(id))).ShouldBe(200);
    }

    [Fact]
    public async Task Fault_OutOfRange_IsRefusedNamingTheField()
    {
        var id = await CreateCustomerAsync();

        (await Client.PostAsync($"/api/customers/{id}/sandbox/fault", """{"status":404,"minutes":0}""")).ShouldBeProblem(400).ShouldBe(["minutes", "status"], ignoreOrder: true);
        (await Client.PostAsync("/api/customers/nobody/sandbox/fault", """{"status":500}""")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task Calls_ThatNeverFailed_AreSaidNotToFail()
    {
        var id = await SetUpAsync();
        (await CallSandboxAsync(await TestKeyAsync(id))).ShouldBe(200);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        Text(reply).ShouldContain("No failing call was seen");
        Text(reply).ShouldContain("Send me one failing call");
        ToolSteps(reply).Select(s => s.Name).ShouldBe(FourTools[..3]);
    }

    [Fact]
    public async Task Cause_HealedByLaterCalls_IsSaidToBeHealedAndNotMendedAgain()
    {
        var id = await SetUpAsync();
        var secret = await TestKeyAsync(id);
        (await CallAsync($"Bearer {secret}")).ShouldBe(401);
        (await CallSandboxAsync(secret)).ShouldBe(200);

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ShouldName(reply, "KEY_VALID_BUT_HEADERS_INCORRECT", "healed");
        Statuses(reply).ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_PastedIntoTheMessage_IsJudgedAndNowhereStored()
    {
        var id = await SetUpAsync();
        var secret = await TestKeyAsync(id);
        await Client.PostAsync($"/api/customers/{id}/keys/{(await KeysAsync(id))[0]}/revoke", "");

        var reply = (await SayAsync(id, $"{Sentence}, I send Authorization: Bearer {secret} with each of them")).ShouldBe(200);

        Text(reply).ShouldContain("revoked");
        ToolSteps(reply)[1].Details.ShouldContain("In the message");
        reply.Body.ShouldNotContain(secret);
        var conversation = (await Client.GetAnswerAsync($"/api/customers/{id}/conversation")).ShouldBe(200).Body;
        conversation.ShouldNotContain(secret);
        conversation.ShouldContain($"Bearer {secret[..12]}…");
    }

    [Fact]
    public async Task Mixtures_OfCausesByRealCalls_NameTheDominantOne()
    {
        var random = new Random(20_261_122);
        for (var run = 0; run < 10; run++)
        {
            var id = await SetUpAsync();
            var site = await SiteAsync(id);
            var test = await TestKeyAsync(id);
            var live = (await Client.PostAsync($"/api/customers/{id}/keys", """{"environment":"live"}""")).ShouldBe(201).Json["secret"]!.GetValue<string>();
            var (revokedId, revoked) = await IssueKeyAsync(id);
            await Client.PostAsync($"/api/customers/{id}/keys/{revokedId}/revoke", "");
            (string Reason, Func<Task<Answer>> Call)[] causes =
            [
                ("WRONG_ENVIRONMENT", () => CallSandboxAsync(live)),
                ("KEY_REVOKED", () => CallSandboxAsync(revoked)),
                ("INVALID_KEY", () => CallSandboxAsync("sk_test_unknown", $"/sandbox/{site}/v2/customers")),
                ("KEY_VALID_BUT_HEADERS_INCORRECT", () => CallAsync($"Bearer {test}")),
                ("NO_CREDENTIALS", () => CallAsync(null, $"/sandbox/{site}/v2/customers")),
            ];
            random.Shuffle(causes);
            var counts = new[] { 4, 3, 2 };
            var calls = causes.Take(3).SelectMany((cause, i) => Enumerable.Repeat(cause.Call, counts[i])).ToArray();
            random.Shuffle(calls);
            foreach (var call in calls)
                ((int)(await call()).Status).ShouldBe(401);

            var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

            RootLine(reply).ShouldContain($"`{causes[0].Reason}`");
        }
    }

    private async Task<string> SetUpAsync(string techStack = "[]")
    {
        var id = await CreateCustomerAsync(techStack);
        (await SayAsync(id, "I'm a new customer, help me get started")).ShouldBe(200);
        return id;
    }

    private async Task<(string Id, string Secret)> ImportExpiredTrialAsync()
    {
        var id = $"c{Guid.NewGuid():N}";
        var now = TimeProvider.System.GetUtcNow();
        var import = new CustomerImport(new("Acme", $"{id}@acme.example", []), Tier.Trial, Stage.ApiKeysGenerated, now.AddDays(-30), [new(KeyEnvironment.Test, now.AddDays(-30))], [], 0);
        (await Grid.Customer(id).ImportAsync(Grid.Sign(Role.System), import)).Refusal.ShouldBeNull();
        return (id, await TestKeyAsync(id));
    }

    private async Task<string> ProvisionAsync(string id)
    {
        var begun = (await Grid.Customer(id).BeginActionAsync(Grid.Sign(Role.System), new("site", null, Tools.ProvisionTestEnvironment, ImmutableSortedDictionary<string, string>.Empty))).Value!;
        return (await Grid.Grains.GetGrain<IActionRunner>(0).RunAsync(begun, CancellationToken.None)).Output["site"];
    }

    private async Task<string> SiteAsync(string id) => (await Grid.Customer(id).GetFailuresAsync(Grid.Sign(Role.System))).Value!.Site!;

    private async Task<string> TestKeyAsync(string id)
    {
        var key = (await Client.GetAnswerAsync($"/api/customers/{id}/keys")).Json["items"]!.AsArray().First(k => k!["environment"]!.GetValue<string>() == "test")!;
        return (await Client.PostAsync($"/api/customers/{id}/keys/{key["id"]}/reveal", "")).ShouldBe(200).Json["secret"]!.GetValue<string>();
    }

    private async Task<List<string>> KeysAsync(string id) =>
        [.. (await Client.GetAnswerAsync($"/api/customers/{id}/keys")).Json["items"]!.AsArray().Select(k => k!["id"]!.GetValue<string>())];

    private Task<Answer> CallAsync(string? authorization, string path = "/sandbox/v2/customers") =>
        Grid.Stranger.AnswerAsync(HttpMethod.Get, path, null, authorization is null ? [] : [("Authorization", authorization)]);

    private static void ShouldName(Answer reply, string reason, string words)
    {
        RootLine(reply).ShouldContain($"`{reason}`");
        RootLine(reply).ShouldContain(words, Case.Insensitive);
        var sections = reply.Json["sections"]!;
        Text(reply).ShouldMatch("(?s)## Diagnostic Results.*## Actions Taken.*## Next Steps");
        sections["nextSteps"]!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    private static string RootLine(Answer reply) => reply.Json["sections"]!["diagnostics"]![0]!.GetValue<string>();

    private static string Text(Answer reply) => reply.Json["text"]!.GetValue<string>();

    private static string ShownKey(Answer reply) => Regex.Match(Text(reply), "sk_test_[0-9A-Za-z]{38}").Value.ShouldNotBeEmpty(reply.Body);

    private static string[] Statuses(Answer reply) => [.. reply.Json["actions"]!.AsArray().Select(a => a!["status"]!.GetValue<string>())];

    private static (string Name, string Details)[] ToolSteps(Answer reply) =>
        [.. reply.Json["steps"]!.AsArray().Where(s => s!["type"]!.GetValue<string>() == "tool").Select(s => (s!["name"]!.GetValue<string>(), s["details"]!.GetValue<string>()))];
}
