using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Connectors.Billing;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Stripe;

/// <summary>Our Stripe client against npm's stripe-stateful-mock, which is not ours. It knows customers, subscriptions and idempotency, no change of a subscription.</summary>
public sealed class StatefulMockTests
{
    private static readonly TrialOrder Trial = new("default/acme", "Acme Corp", "ada@example.com", 14);

    [NodeFact]
    public async Task Trial_AskedForTwentyTimesAtOnce_IsOneSubscriptionOfOneCustomer()
    {
        await using var mock = await StartAsync();
        using var clients = StripeRig.Connect(mock.Url, trialPrice: await PriceAsync(mock));

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => clients.Billing.CreateTrialAsync(Trial, "op-1", default)));
        var again = await clients.Billing.CreateTrialAsync(Trial, "op-1", default);

        receipts.Select(receipt => receipt.Id).Distinct().ShouldHaveSingleItem().ShouldBe(again.Id);
        again.Replayed.ShouldBeTrue();
        again.Facts["plan"].ShouldBe("trial");
        (await CountAsync(mock, "customers"), await CountAsync(mock, "subscriptions")).ShouldBe((1, 1));
    }

    /// <summary>The control: another operation is another subscription, so the mock counts what is done.</summary>
    [NodeFact]
    public async Task Trials_OfTwoOperations_AreTwo()
    {
        await using var mock = await StartAsync();
        using var clients = StripeRig.Connect(mock.Url, trialPrice: await PriceAsync(mock));

        await clients.Billing.CreateTrialAsync(Trial, "op-1", default);
        await clients.Billing.CreateTrialAsync(Trial, "op-2", default);

        (await CountAsync(mock, "customers"), await CountAsync(mock, "subscriptions")).ShouldBe((1, 2));
    }

    [NodeFact]
    public async Task Trial_AtAPriceThereIsNot_IsRejected()
    {
        await using var mock = await StartAsync();
        using var clients = StripeRig.Connect(mock.Url, trialPrice: "price_none");

        var failure = await Should.ThrowAsync<ConnectorException>(() => clients.Billing.CreateTrialAsync(Trial, "op-1", default));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        (await CountAsync(mock, "subscriptions")).ShouldBe(0);
    }

    private static Task<NodeServer> StartAsync() => NodeServer.StartAsync(NodePackages.Program("stripe-stateful-mock"), "Server started");

    private static async Task<string> PriceAsync(NodeServer mock)
    {
        var product = await PostAsync(mock, "products", ("name", "Aegis"), ("type", "service"));
        // The mock looks a plan up beside every price, by an id that nobody sends any more: JavaScript's undefined.
        await PostAsync(mock, "plans", ("id", "undefined"), ("product", product), ("currency", "eur"), ("interval", "month"), ("amount", "2900"));
        return await PostAsync(mock, "prices", ("product", product), ("currency", "eur"), ("unit_amount", "2900"), ("recurring[interval]", "month"));
    }

    private static async Task<string> PostAsync(NodeServer mock, string path, params (string Name, string Value)[] fields)
    {
        using var http = Client(mock);
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonElement.Parse(body).GetProperty("id").GetString()!;
    }

    private static async Task<int> CountAsync(NodeServer mock, string path)
    {
        using var http = Client(mock);
        return JsonElement.Parse(await http.GetStringAsync($"{path}?limit=100")).GetProperty("data").GetArrayLength();
    }

    private static HttpClient Client(NodeServer mock) => new()
    {
        BaseAddress = new Uri(mock.Url, "v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_double") },
    };
}
