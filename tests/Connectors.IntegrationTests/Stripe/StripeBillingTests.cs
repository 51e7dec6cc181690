using Aegis.Connectors.Billing;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Stripe;

/// <summary>Our Stripe client against a double of ours that is stricter than Stripe where it matters.</summary>
public sealed class StripeBillingTests : IAsyncLifetime
{
    private const string Customer = "default/acme";

    private static readonly TrialOrder Trial = new(Customer, "Acme Corp", "ada@example.com", 14);
    private static readonly UpgradeOrder ToPro = new(Customer, "Acme Corp", "ada@example.com", "pro");
    private static readonly DiscountOrder TenOff = new(Customer, "Acme Corp", "ada@example.com", "pro", 10);
    private static readonly CreditOrder Credit = new(Customer, "Acme Corp", "ada@example.com", 25.50m, "EUR", "For the outage");

    private readonly StripeDouble _stripe = new();
    private Clients _clients = null!;

    public static TheoryData<BillingEffect> Effects => [.. Enum.GetValues<BillingEffect>()];

    private IBilling Billing => _clients.Billing;

    public async Task InitializeAsync()
    {
        await _stripe.StartAsync();
        _clients = StripeRig.Connect(_stripe.Url);
    }

    public async Task DisposeAsync()
    {
        _clients.Dispose();
        await _stripe.DisposeAsync();
    }

    [Fact]
    public async Task Trial_ThenUpgradeDiscountAndCredit_AreWhatStripeShows()
    {
        var trial = await Billing.CreateTrialAsync(Trial, "op-1", default);
        (await Billing.CurrentAsync(Customer, default)).ShouldNotBeNull().Status.ShouldBe(SubscriptionStatus.Trial);

        var upgraded = await Billing.UpgradeAsync(ToPro, "op-2", default);
        var discounted = await Billing.DiscountAsync(TenOff, "op-3", default);
        await Billing.DiscountAsync(TenOff with { Percent = 5 }, "op-4", default);
        var credit = await Billing.CreditAsync(Credit, "op-5", default);

        Billing.IsSandbox.ShouldBeFalse();
        trial.Facts.Keys.ShouldBe(["plan", "subscription_id", "trial_end"]);
        (upgraded.Id, upgraded.Facts["plan"]).ShouldBe((trial.Id, "pro"));
        discounted.Facts["percent"].ShouldBe("10");
        (credit.Facts["amount"], credit.Facts["currency"]).ShouldBe(("25.50", "EUR"));
        var current = (await Billing.CurrentAsync(Customer, default)).ShouldNotBeNull();
        (current.Plan, current.Status).ShouldBe(("pro", SubscriptionStatus.Active));
        _stripe.Subscriptions.ShouldHaveSingleItem()["discounts"]!.AsArray().Count.ShouldBe(2);
        _stripe.Balance.ShouldHaveSingleItem()["amount"]!.GetValue<long>().ShouldBe(-2550);
    }

    [Theory, MemberData(nameof(Effects))]
    public async Task Effect_WhoseAnswerWasLost_IsFoundAndNotRepeated(BillingEffect effect)
    {
        await PrepareAsync(effect);
        var before = Count();
        _stripe.LoseOnce(request => IsEffect(request, effect), Moment.AfterEffect);

        (await Billing.FindAsync(effect, Customer, "op-1", default)).ShouldBeNull();
        (await Should.ThrowAsync<ConnectorException>(() => DoAsync(effect, "op-1"))).Kind.ShouldBe(FailureKind.Unknown);
        var found = await Billing.FindAsync(effect, Customer, "op-1", default);
        var again = await DoAsync(effect, "op-1");

        found.ShouldNotBeNull().Replayed.ShouldBeTrue();
        again.Replayed.ShouldBeTrue();
        again.Id.ShouldBe(found.Id);
        (Count() - before).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Effects))]
    public async Task Effect_WhoseRequestWasLost_IsDoneOnceWhenAskedForAgain(BillingEffect effect)
    {
        await PrepareAsync(effect);
        var before = Count();
        _stripe.LoseOnce(request => IsEffect(request, effect), Moment.BeforeEffect);

        (await Should.ThrowAsync<ConnectorException>(() => DoAsync(effect, "op-1"))).Kind.ShouldBe(FailureKind.Unknown);
        (await Billing.FindAsync(effect, Customer, "op-1", default)).ShouldBeNull();
        (await DoAsync(effect, "op-1")).Replayed.ShouldBeFalse();

        (Count() - before).ShouldBe(1);
    }

    [Fact]
    public async Task Trial_WhileTheSearchLags_MakesOneCustomerAndOneSubscription()
    {
        _stripe.SearchLags = true;
        _stripe.LoseOnce(request => request is { Changes: true, Path: "/v1/subscriptions" }, Moment.AfterEffect);

        await Should.ThrowAsync<ConnectorException>(() => Billing.CreateTrialAsync(Trial, "op-1", default));
        (await Billing.FindAsync(BillingEffect.Trial, Customer, "op-1", default)).ShouldBeNull();
        (await Billing.CreateTrialAsync(Trial, "op-1", default)).Replayed.ShouldBeTrue();

        _stripe.Customers.Count.ShouldBe(1);
        _stripe.Subscriptions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Call_RateLimited_WaitsAsLongAsIsAskedAndNoLonger()
    {
        var time = new SkippingTime(TimeSpan.FromSeconds(3));
        using var clients = StripeRig.Connect(_stripe.Url, time: time);
        var left = 1;
        _stripe.Meet = (_, moment) => Task.FromResult(moment == Moment.BeforeEffect && Interlocked.Exchange(ref left, 0) == 1
            ? new ProviderAnswer(429, """{"error":{"type":"rate_limit_error","message":"Too many requests"}}""", ("Retry-After", "3"))
            : null);

        await clients.Billing.CreateTrialAsync(Trial, "op-1", default);

        time.Skipped.ShouldBe(1);
        _stripe.Subscriptions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Call_WhoseKeyIsBeingWorkedOn_IsUnknown()
    {
        _stripe.Meet = (request, moment) => Task.FromResult(request.Changes && moment == Moment.BeforeEffect
            ? new ProviderAnswer(409, """{"error":{"type":"invalid_request_error","code":"idempotency_key_in_use","message":"In use"}}""")
            : null);

        (await Should.ThrowAsync<ConnectorException>(() => Billing.CreateTrialAsync(Trial, "op-1", default))).Kind.ShouldBe(FailureKind.Unknown);
    }

    [Fact]
    public async Task Call_WithAWrongKey_IsRejectedWithoutNamingIt()
    {
        using var clients = StripeRig.Connect(_stripe.Url, apiKey: "sk_test_canary");

        var failure = await Should.ThrowAsync<ConnectorException>(() => clients.Billing.CreateTrialAsync(Trial, "op-1", default));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.ToString().ShouldNotContain("canary");
    }

    private static bool IsEffect(ProviderRequest request, BillingEffect effect) => request.Changes && effect switch
    {
        BillingEffect.Trial => request.Path == "/v1/subscriptions",
        BillingEffect.Credit => request.Path.EndsWith("/balance_transactions", StringComparison.Ordinal),
        _ => request.Path.StartsWith("/v1/subscriptions/", StringComparison.Ordinal),
    };

    private int Count() => _stripe.Subscriptions.Count + _stripe.Balance.Count + _stripe.Updates;

    private Task PrepareAsync(BillingEffect effect) => effect == BillingEffect.Trial ? Task.CompletedTask : Billing.CreateTrialAsync(Trial, "op-0", default);

    private Task<Receipt> DoAsync(BillingEffect effect, string key) => effect switch
    {
        BillingEffect.Trial => Billing.CreateTrialAsync(Trial, key, default),
        BillingEffect.Upgrade => Billing.UpgradeAsync(ToPro, key, default),
        BillingEffect.Discount => Billing.DiscountAsync(TenOff, key, default),
        _ => Billing.CreditAsync(Credit, key, default),
    };
}
