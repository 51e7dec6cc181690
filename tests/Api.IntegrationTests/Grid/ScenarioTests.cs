using System.Text.RegularExpressions;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>Scenario 1: a new customer from nothing to the first successful call.</summary>
public abstract class ScenarioTests(GridServer grid) : GridTest(grid)
{
    private const string Sentence = "I'm a new customer, help me get started with Chargebee";
    private static readonly string[] Tools =
        ["get_customer_profile", "create_trial_subscription", "generate_api_keys", "provision_test_environment", "send_onboarding_email"];

    [Fact]
    public async Task NewCustomer_AsksForHelp_IsOnboardedToTheFirstCall()
    {
        const string id = "demo_new_customer";

        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);

        ToolSteps(reply).ShouldBe(Tools);
        var key = ShownKey(reply);
        reply.Json["text"]!.GetValue<string>().ShouldContain("requests", Case.Insensitive);
        await ShouldStandAt(id, "trial", "api_keys_generated");

        (await CallSandboxAsync(key)).ShouldBe(200);
        await ShouldStandAt(id, "trial", "first_api_call");

        Grid.MailsTo((await CustomerAsync(id)).Json["email"]!.GetValue<string>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task NewCustomer_AsksAgain_NothingIsDoneTwice()
    {
        var id = await CreateCustomerAsync();
        var first = (await SayAsync(id, Sentence)).ShouldBe(200);

        var again = (await SayAsync(id, Sentence)).ShouldBe(200);

        again.Json["actions"]!.AsArray().Select(a => a!["status"]!.GetValue<string>()).ShouldNotContain("done");
        ShownKey(again).ShouldBe(ShownKey(first));
        (await Client.GetAnswerAsync($"/api/customers/{id}/keys")).Json["items"]!.AsArray().Count.ShouldBe(1);
        Grid.MailsTo($"{id}@acme.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task NewCustomer_AsEventStream_SeesEveryStepBeforeTheReply()
    {
        var id = await CreateCustomerAsync("[\"Node.js\"]");

        var stream = await Client.PostAsync($"/api/customers/{id}/messages", $$"""{"text":"{{Sentence}}"}""", ("Accept", "text/event-stream"));

        var events = Regex.Matches(stream.ShouldBe(200).Body, "event: (?<name>.*)\ndata: (?<data>.*)\n").ToArray();
        events[..^1].ShouldAllBe(e => e.Groups["name"].Value == "step");
        events[^1].Groups["name"].Value.ShouldBe("reply");
        events.Select(e => e.Groups["data"].Value).Where(d => d.Contains("\"type\":\"tool\"") && !d.Contains("\"sections\""))
            .Select(d => Regex.Match(d, "\"name\":\"([a-z_]+)\"").Groups[1].Value).ShouldBe(Tools);
    }

    [Fact]
    public async Task Reply_InStoredConversation_HoldsNoSecret()
    {
        var id = await CreateCustomerAsync();
        var reply = (await SayAsync(id, Sentence)).ShouldBe(200);
        var key = ShownKey(reply);

        var conversation = (await Client.GetAnswerAsync($"/api/customers/{id}/conversation")).ShouldBe(200);
        var turn = (await Client.GetAnswerAsync($"/api/customers/{id}/turns/{reply.Json["turnId"]!.GetValue<string>()}")).ShouldBe(200);
        var ledger = (await Client.GetAnswerAsync($"/api/customers/{id}/ledger?limit=500")).ShouldBe(200);

        conversation.Body.ShouldNotContain(key);
        conversation.Body.ShouldContain(key[..12]);
        turn.Body.ShouldContain(key);
        ledger.Body.ShouldNotContain(key);
        ledger.Body.ShouldContain("reveal");
    }

    private static string[] ToolSteps(Answer reply) =>
        [.. reply.Json["steps"]!.AsArray().Where(s => s!["type"]!.GetValue<string>() == "tool").Select(s => s!["name"]!.GetValue<string>())];

    private static string ShownKey(Answer reply) =>
        Regex.Match(reply.Json["text"]!.GetValue<string>(), "sk_test_[0-9A-Za-z]{38}").Value.ShouldNotBeEmpty(reply.Body);

    private async Task ShouldStandAt(string id, string tier, string stage)
    {
        var customer = (await CustomerAsync(id)).Json;
        customer["tier"]!.GetValue<string>().ShouldBe(tier);
        customer["stage"]!.GetValue<string>().ShouldBe(stage);
    }
}
