using System.Text;
using Aegis.Connectors.Billing;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Chargebee;

/// <summary>What goes to Chargebee, field by field, and what is made of answers in its full shape. Its effects are tested against the sandbox, which speaks like it.</summary>
public sealed class ChargebeeTests : IAsyncLifetime
{
    private const string Customer = "default/acme";

    private const string Addon = """,{"item_price_id":"Addon-EUR","item_type":"addon"}""";
    private const string Noted = """
        ,"meta_data":{"crm":"A-1","aegis_operations":["op-0"]},"coupons":[{"coupon_id":"SPRING","applied_count":1}],"resource_version":1780000000000,"due_invoices_count":0,"deleted":false
        """;

    private static readonly string InTrial = Subscription("in_trial", Addon, Noted);

    private readonly Canned _chargebee = new();
    private Clients _clients = null!;

    private IBilling Billing => _clients.Billing;

    public async Task InitializeAsync()
    {
        await _chargebee.StartAsync();
        _clients = new(options =>
        {
            options.Billing.Provider = BillingProvider.Chargebee;
            options.Billing.Site = "acme-test";
            options.Billing.Url = _chargebee.Url.ToString();
            options.Billing.ApiKey = "test_key";
            options.Billing.Plans = new() { Trial = "Trial-EUR", Starter = "Starter-EUR", Pro = "Pro-EUR", Enterprise = "Enterprise-EUR" };
        });
    }

    public async Task DisposeAsync()
    {
        _clients.Dispose();
        await _chargebee.DisposeAsync();
    }

    [Fact]
    public async Task Trial_Ordered_SendsCustomerAndSubscriptionUnderKeys()
    {
        _chargebee.Answers = request => request.Path == "/api/v2/customers" ? """{"customer":{"id":"c","created_at":1,"object":"customer"}}""" : $$"""{"subscription":{{InTrial}},"customer":{} }""";

        var receipt = await Billing.CreateTrialAsync(new(Customer, "Acme & Söhne", "ada+test@example.com", 14), "op-1", default);

        var (customer, subscription) = (_chargebee.Requests.First(), _chargebee.Requests.Last());
        customer.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes("test_key:"))}");
        customer.Form["company"].ShouldBe("Acme & Söhne");
        customer.Form["email"].ShouldBe("ada+test@example.com");
        customer.Form["meta_data"].ShouldBe("""{"customer_reference":"default/acme"}""");
        subscription.Path.ShouldBe($"/api/v2/customers/{customer.Form["id"]}/subscription_for_items");
        subscription.Headers["chargebee-idempotency-key"].ShouldBe("op-1");
        subscription.Form["subscription_items[item_price_id][0]"].ShouldBe("Trial-EUR");
        (receipt.Facts["plan"], receipt.Facts["trial_end"]).ShouldBe(("starter", "2026-01-15T00:00:00Z"));
        (Billing.IsSandbox, Billing.Name).ShouldBe((false, $"Chargebee ({_chargebee.Url.Authority})"));
    }

    [Fact]
    public async Task Upgrade_InTrial_EndsTheTrialAndKeepsWhatOthersNoted()
    {
        _chargebee.Answers = request => request switch
        {
            { Method: "GET" } => $$"""{"list":[{"subscription":{{InTrial}} }]}""",
            { Path: "/api/v2/customers" } => """{"customer":{"id":"c","created_at":1}}""",
            _ => $$"""{"subscription":{{Subscription("active")}} }""",
        };

        await Billing.UpgradeAsync(new(Customer, "Acme", "ada@example.com", "pro"), "op-1", default);

        var update = _chargebee.Requests.Last();
        update.Path.ShouldBe("/api/v2/subscriptions/sub_1/update_for_items");
        update.Form["subscription_items[item_price_id][0]"].ShouldBe("Pro-EUR");
        update.Form["trial_end"].ShouldBe("0");
        update.Form["meta_data"].ShouldBe("""{"crm":"A-1","aegis_operations":["op-0","op-1"]}""");
    }

    [Fact]
    public async Task Discount_Given_IsACouponThatCanBeUsedOnce()
    {
        _chargebee.Answers = request => request.Method == "GET" ? $$"""{"list":[{"subscription":{{InTrial}} }]}""" : $$"""{"coupon":{"id":"x","discount_percentage":10.0},"subscription":{{InTrial}} }""";

        await Billing.DiscountAsync(new(Customer, "Acme", "ada@example.com", "starter", 10), "op-1", default);

        var coupon = _chargebee.Requests.Single(request => request.Path == "/api/v2/coupons/create_for_items");
        (coupon.Form["discount_type"], coupon.Form["discount_percentage"], coupon.Form["max_redemptions"]).ShouldBe(("percentage", "10", "1"));
        (coupon.Form["duration_type"], coupon.Form["period"], coupon.Form["period_unit"], coupon.Form["apply_on"]).ShouldBe(("limited_period", "12", "month", "invoice_amount"));
        _chargebee.Requests.Last().Form["coupon_ids[0]"].ShouldBe(coupon.Form["id"]);
        _chargebee.Requests.Last().Form.Keys.ShouldNotContain("meta_data");
    }

    [Fact]
    public async Task Credit_OnTheSecondPage_IsFound()
    {
        _chargebee.Answers = request => request.Query.ContainsKey("offset")
            ? $$"""{"list":[{{Credit("op-1")}}]}"""
            : $$"""{"list":[{{Credit("other")}}],"next_offset":"[\"2\"]"}""";

        var found = await Billing.FindAsync(BillingEffect.Credit, Customer, "op-1", default);

        found.ShouldNotBeNull().Facts["amount"].ShouldBe("25.50");
        _chargebee.Requests.Last().Query["customer_id[is]"].ShouldStartWith("cus_");
        _chargebee.Requests.Last().Query["offset"].ShouldBe("[\"2\"]");
    }

    [Theory]
    [InlineData(400, "param_wrong_value", FailureKind.Rejected)]
    [InlineData(401, "api_authentication_failed", FailureKind.Rejected)]
    [InlineData(429, "api_request_limit_exceeded", FailureKind.Unavailable)]
    [InlineData(500, "internal_error", FailureKind.Unknown)]
    [InlineData(503, "internal_temporary_error", FailureKind.Unavailable)]
    public async Task Error_OfChargebee_IsToldByItsCode(int status, string code, FailureKind kind)
    {
        _chargebee.Meet = (_, _) => Task.FromResult<ProviderAnswer?>(new(status, $$"""{"message":"m","type":"t","api_error_code":"{{code}}","param":"p","http_status_code":{{status}} }"""));

        var failure = await Should.ThrowAsync<ConnectorException>(() => Billing.CreditAsync(new(Customer, "Acme", "ada@example.com", 1m, "EUR", "Sorry"), "op-1", default));

        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldContain(code);
    }

    private static string Credit(string reference) =>
        $$$"""{"promotional_credit":{"id":"pc_{{{reference}}}","customer_id":"c","type":"increment","amount":2550,"currency_code":"EUR","reference":"{{{reference}}}","closing_balance":0,"created_at":1}}""";

    private static string Subscription(string status, string moreItems = "", string more = "") => $$"""
        {"id":"sub_1","customer_id":"c","status":"{{status}}","trial_start":1767225600,"trial_end":1768435200,"created_at":1767225600,"currency_code":"EUR","object":"subscription",
        "subscription_items":[{"item_price_id":"Starter-EUR","item_type":"plan","quantity":1,"unit_price":2900}{{moreItems}}]{{more}} }
        """;

    /// <summary>Answers as it is told.</summary>
    private sealed class Canned : ProviderDouble
    {
        public Func<ProviderRequest, string> Answers { get; set; } = _ => "{}";

        protected override ProviderAnswer Handle(ProviderRequest request) => new(200, Answers(request));
    }
}
