using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>A local billing system in the manner of Chargebee: customers, and their subscriptions by item price.</summary>
public sealed class BillingSandbox : ISandbox, IBillingApi, IDisposable
{
    internal const string CreateCustomer = "create_customer";
    internal const string CreateSubscription = "create_subscription";
    internal const string GetSubscription = "get_subscription";

    internal static readonly IReadOnlyList<string> Names = [CreateCustomer, CreateSubscription, GetSubscription];

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
        CallAsync(CreateSubscription, session => BillingTables.CreateSubscription(session, subscription, idempotencyKey), cancellationToken);

    Task<BillingSubscription> IBillingApi.GetSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        CallAsync(GetSubscription, session => BillingTables.GetSubscription(session, id), cancellationToken);

    private Task<T> CallAsync<T>(string operation, Func<SandboxSession, T> work, CancellationToken cancellationToken)
    {
        _database.Count(operation);
        return _gate.PassAsync(operation, () => _database.RunAsync(work), cancellationToken);
    }
}
