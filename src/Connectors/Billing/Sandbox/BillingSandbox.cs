using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>A local billing system in the manner of Chargebee: customers, their subscriptions by item price, coupons and credits.</summary>
public sealed class BillingSandbox : ISandbox, IBillingApi, IDisposable
{
    internal const string CreateCustomer = "create_customer";
    internal const string CreateSubscription = "create_subscription";
    internal const string UpdateSubscription = "update_subscription";
    internal const string GetSubscription = "get_subscription";
    internal const string ListSubscriptions = "list_subscriptions";
    internal const string CreateCoupon = "create_coupon";
    internal const string AddCredit = "add_credit";
    internal const string ListCredits = "list_credits";

    internal static readonly IReadOnlyList<string> Names =
        [CreateCustomer, CreateSubscription, UpdateSubscription, GetSubscription, ListSubscriptions, CreateCoupon, AddCredit, ListCredits];

    private readonly SandboxDatabase _database;
    private readonly SandboxGate _gate;

    public BillingSandbox(SandboxOptions options, TimeProvider time)
    {
        ApiKey = options.ApiKey;
        Faults = new FaultSwitch(options.Seed, options.Faults);
        _gate = new SandboxGate(Faults, options.Latency, time);
        _database = new SandboxDatabase(options.DataDirectory, "billing.db", BillingTables.Sql, time);
    }

    public string Kind => "billing";

    public IReadOnlyList<string> Operations => Names;

    public FaultSwitch Faults { get; }

    /// <summary>Asked for over HTTP, if any.</summary>
    internal string? ApiKey { get; }

    public Task<EffectReport> ReportAsync(CancellationToken cancellationToken) => _database.ReportAsync();

    public void Dispose() => _database.Dispose();

    Task<Answer<BillingCustomer>> IBillingApi.CreateCustomerAsync(NewBillingCustomer customer, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(CreateCustomer, session => BillingTables.CreateCustomer(session, customer, idempotencyKey), cancellationToken);

    Task<Answer<BillingSubscription>> IBillingApi.CreateSubscriptionAsync(NewBillingSubscription subscription, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(CreateSubscription, session => SubscriptionTables.Create(session, subscription, idempotencyKey), cancellationToken);

    Task<Answer<BillingSubscription>> IBillingApi.UpdateSubscriptionAsync(string id, SubscriptionChange change, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(UpdateSubscription, session => SubscriptionTables.Update(session, id, change, idempotencyKey), cancellationToken);

    Task<BillingSubscription> IBillingApi.GetSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        CallAsync(GetSubscription, session => SubscriptionTables.Get(session, id), cancellationToken);

    Task<IReadOnlyList<BillingSubscription>> IBillingApi.ListSubscriptionsAsync(string customerId, CancellationToken cancellationToken) =>
        CallAsync(ListSubscriptions, session => SubscriptionTables.List(session, customerId), cancellationToken);

    Task<Answer<BillingCoupon>> IBillingApi.CreateCouponAsync(NewBillingCoupon coupon, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(CreateCoupon, session => BillingTables.CreateCoupon(session, coupon, idempotencyKey), cancellationToken);

    Task<Answer<BillingCredit>> IBillingApi.AddCreditAsync(NewBillingCredit credit, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(AddCredit, session => BillingTables.AddCredit(session, credit, idempotencyKey), cancellationToken);

    Task<IReadOnlyList<BillingCredit>> IBillingApi.ListCreditsAsync(string customerId, CancellationToken cancellationToken) =>
        CallAsync(ListCredits, session => BillingTables.ListCredits(session, customerId), cancellationToken);

    private Task<T> CallAsync<T>(string operation, Func<SandboxSession, T> work, CancellationToken cancellationToken)
    {
        _database.Count(operation);
        return _gate.PassAsync(operation, () => _database.RunAsync(work), cancellationToken);
    }
}
