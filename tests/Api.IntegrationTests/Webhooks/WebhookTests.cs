using System.Text.Json.Nodes;
using Aegis.Api.IntegrationTests.Grid;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Tickets;

namespace Aegis.Api.IntegrationTests.Webhooks;

public sealed class WebhookTests(WebhookGrid grid) : GridTest(grid), IClassFixture<WebhookGrid>
{
    private static readonly string[] Providers = ["stripe", "chargebee", "jira", "zendesk"];

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<string> Billing => ["stripe", "chargebee"];

    public static TheoryData<string> All => [.. Providers];

    [Theory, MemberData(nameof(Billing))]
    public async Task Subscription_ChangedAtTheProvider_MovesTheTierAndStandsInTheLedger(string provider)
    {
        var customer = await CreateCustomerAsync();
        await SubscribeAsync(customer, "pro");

        (await SendAsync(OfSubscription(provider, customer, "evt_1"))).ShouldBe(200);
        await LedgerHasAsync(customer, "tier_changed");

        (await CustomerAsync(customer)).Json["tier"]!.GetValue<string>().ShouldBe("pro");
        var kinds = await KindsAsync(customer);
        kinds.Count(kind => kind == "provider_event").ShouldBe(1);
        kinds.Count(kind => kind == "subscription_changed").ShouldBe(1);
    }

    [Theory, MemberData(nameof(Billing))]
    public async Task Subscription_NewsAgainAndAgain_AreTakenOnce(string provider)
    {
        var customer = await CreateCustomerAsync();
        await SubscribeAsync(customer, "starter");

        for (var i = 0; i < 5; i++)
            (await SendAsync(OfSubscription(provider, customer, "evt_1"))).ShouldBe(200);
        await LedgerHasAsync(customer, "tier_changed");
        (await SendAsync(OfSubscription(provider, customer, "evt_2"))).ShouldBe(200);

        var kinds = await KindsAsync(customer);
        kinds.Count(kind => kind == "provider_event").ShouldBe(2);
        kinds.Count(kind => kind == "tier_changed").ShouldBe(1);
    }

    /// <summary>News say that something changed; what is true is read from the provider, so an old one that comes last cannot bring the old plan back.</summary>
    [Fact]
    public async Task Subscription_OldNewsLast_LeavesWhatIsTrue()
    {
        var customer = await CreateCustomerAsync();
        await SubscribeAsync(customer, "starter");
        await SubscribeAsync(customer, "enterprise");

        (await SendAsync(OfSubscription("stripe", customer, "evt_new"))).ShouldBe(200);
        await LedgerHasAsync(customer, "tier_changed");
        (await SendAsync(OfSubscription("stripe", customer, "evt_old", at: Now.AddHours(-2)))).ShouldBe(200);
        (await SendAsync(OfSubscription("stripe", customer, "evt_older", at: Now.AddHours(-3)))).ShouldBe(200);

        (await CustomerAsync(customer)).Json["tier"]!.GetValue<string>().ShouldBe("enterprise");
        (await KindsAsync(customer)).Count(kind => kind == "tier_changed").ShouldBe(1);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Hook_Forged_IsRefusedAndAGenuineOneIsNot(string provider)
    {
        var customer = await CreateCustomerAsync();
        await SubscribeAsync(customer, "pro");
        var genuine = Of(provider, customer);

        (await SendAsync(genuine with { Unsigned = true })).ShouldBe(401);
        (await SendAsync(genuine with { Secret = "whsec_guessed" })).ShouldBe(401);
        if (provider != "chargebee")
            (await SendAsync(genuine with { Instead = genuine.Body.Replace(" ", "  ") })).ShouldBe(401);
        if (provider is "stripe" or "zendesk")
        {
            (await SendAsync(genuine with { SentAt = Now.AddMinutes(-6) })).ShouldBe(401);
            (await SendAsync(genuine with { SentAt = Now.AddMinutes(6) })).ShouldBe(401);
        }
        (await KindsAsync(customer)).ShouldNotContain("provider_event");

        (await SendAsync(genuine)).Status.ShouldBeOneOf(System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Accepted);
    }

    [Theory, MemberData(nameof(Billing))]
    public async Task Hook_AboutNobodyHere_IsAcceptedAndIgnored(string provider)
    {
        (await SendAsync(OfSubscription(provider, "nobody-here", "evt_1"))).ShouldBe(202);
        (await SendAsync(OfSubscription(provider, "../x", "evt_2"))).ShouldBe(202);
        (await SendAsync(new Hook(provider, """{"id":"evt_3","type":"invoice.paid","event_type":"invoice_generated","created":1,"occurred_at":1}""", Now))).ShouldBe(202);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Hook_ThatIsNoJson_NamesThat(string provider)
    {
        (await SendAsync(new Hook(provider, "<html>", Now))).ShouldBeProblem(400);
        (await SendAsync(new Hook(provider, "[1,2]", Now))).ShouldBe(202);
        (await SendAsync(new Hook(provider, """{"id":null,"data":7,"content":[],"issue":"x","detail":{"id":{}},"timestamp":-1}""", Now))).ShouldBe(202);
    }

    [Fact]
    public async Task TicketHook_OfACommentAndAClosing_StandWithTheCustomer()
    {
        var customer = await CreateCustomerAsync();
        var ticket = await Service<ITickets>().CreateAsync(new NewTicket($"default/{customer}", "Errors", "Half fail.", "High", []), $"op-{customer}", default);
        var comment = OfTicket("comment_created", ticket.Id, """
            "comment":{"id":"77","body":"We are on it.\u0000","author":{"displayName":"Ada"}}
            """);
        var closing = OfTicket("jira:issue_updated", ticket.Id, """
            "changelog":{"items":[{"field":"status","toString":"Done"}]}
            """, category: "done");

        (await SendAsync(comment)).ShouldBe(200);
        (await SendAsync(comment)).ShouldBe(200);
        (await SendAsync(closing)).ShouldBe(200);
        (await SendAsync(OfTicket("jira:issue_updated", ticket.Id, "\"changelog\":{\"items\":[{\"field\":\"labels\"}]}"))).ShouldBe(202);
        (await SendAsync(OfTicket("comment_created", "KAN-99999", "\"comment\":{\"id\":\"78\"}"))).ShouldBe(202);

        (await KindsAsync(customer)).Where(kind => kind.StartsWith("ticket_", StringComparison.Ordinal)).ShouldBe(["ticket_comment", "ticket_closed"]);
    }

    private static Hook Of(string provider, string customer) => provider switch
    {
        "jira" => OfTicket("comment_created", "KAN-99999", "\"comment\":{\"id\":\"1\"}"),
        "zendesk" => new("zendesk", $$"""{ "type":"zen:event-type:ticket.comment_added", "time":"{{Now:O}}", "detail":{"id":"5"}, "event":{"comment":{"id":"6","body":"Hello"} } }""", Now),
        _ => OfSubscription(provider, customer, "evt_1"),
    };

    private static Hook OfSubscription(string provider, string customer, string id, DateTimeOffset? at = null)
    {
        var seconds = (at ?? Now).ToUnixTimeSeconds();
        return new(provider, provider == "stripe"
            ? $$$"""{ "id":"{{{id}}}", "type":"customer.subscription.updated", "created":{{{seconds}}}, "data":{"object":{"object":"subscription","metadata":{"aegis_customer":"default/{{{customer}}}"} } } }"""
            : $$$"""{ "id":"{{{id}}}", "event_type":"subscription_changed", "occurred_at":{{{seconds}}}, "content":{"subscription":{"id":"s"},"customer":{"meta_data":{"customer_reference":"default/{{{customer}}}"} } } }""", Now);
    }

    private static Hook OfTicket(string what, string key, string more, string category = "new") => new("jira",
        $$$$"""{ "timestamp":{{{{Now.ToUnixTimeMilliseconds()}}}}, "webhookEvent":"{{{{what}}}}", "issue":{"key":"{{{{key}}}}","fields":{"status":{"statusCategory":{"key":"{{{{category}}}}"} } } }, {{{{more.Trim()}}}} }""", Now);

    private async Task<Answer> SendAsync(Hook hook)
    {
        using var request = hook.ToRequest();
        var response = await Grid.Stranger.SendAsync(request, Patience.Token());
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private Task SubscribeAsync(string customer, string plan) =>
        Service<IBilling>().UpgradeAsync(new($"default/{customer}", "Acme", $"{customer}@acme.example", plan), $"behind-{customer}-{plan}", default);

    private T Service<T>() where T : notnull => Grid.Service<T>();

    private async Task<string[]> KindsAsync(string customer) =>
        [.. (await Client.GetAnswerAsync($"/api/customers/{customer}/ledger?limit=200")).ShouldBe(200).Json["items"]!.AsArray().Select(entry => entry!["kind"]!.GetValue<string>())];

    /// <summary>News are taken in at once, and followed a moment later.</summary>
    private async Task LedgerHasAsync(string customer, string kind)
    {
        var patience = Patience.Token();
        while (!(await KindsAsync(customer)).Contains(kind))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);
    }
}
