using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.Data.Sqlite;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>What billing keeps, and what its operations do to it.</summary>
internal static class BillingTables
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS customers (id TEXT PRIMARY KEY, company TEXT, email TEXT, meta_data TEXT, created_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS subscriptions (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL REFERENCES customers (id),
            item_price_id TEXT NOT NULL, trial_start INTEGER, trial_end INTEGER, created_at INTEGER NOT NULL);
        """;

    private const int LongestId = 50;

    /// <summary>As long as Chargebee remembers a key.</summary>
    private static readonly TimeSpan KeyWindow = TimeSpan.FromMinutes(30);

    public static Answer<BillingCustomer> CreateCustomer(SandboxSession session, NewBillingCustomer asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, KeyWindow, () =>
        {
            CheckId(asked.Id);
            if (asked.Email is { } email && (email.Length > 70 || !System.Net.Mail.MailAddress.TryCreate(email, out _)))
                throw Wrong("email", "email : should be a valid address of at most 70 characters");
            if (asked.Company is { Length: > 250 })
                throw Wrong("company", "company : should be at most 250 characters");
            CheckMetaData(asked.MetaData);
            var customer = new BillingCustomer(asked.Id ?? NewId(), asked.Company, asked.Email, asked.MetaData, session.Now.ToUnixTimeSeconds());
            var added = session.Execute("INSERT INTO customers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                customer.Id, customer.Company, customer.Email, customer.MetaData, customer.CreatedAt);
            if (added == 0)
                throw Duplicate(customer.Id);
            session.AddEffect(BillingSandbox.CreateCustomer, idempotencyKey, customer.Id, Reference(customer.MetaData) ?? customer.Id);
            return customer;
        });

    public static Answer<BillingSubscription> CreateSubscription(SandboxSession session, NewBillingSubscription asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, KeyWindow, () =>
        {
            CheckId(asked.Id);
            if (asked.ItemPriceId.Length is 0 or > 100)
                throw Wrong("subscription_items[item_price_id][0]", "item_price_id : should be 1 to 100 characters");
            var now = session.Now.ToUnixTimeSeconds();
            if (asked.TrialEnd <= now)
                throw Wrong("trial_end", "trial_end : should be in the future");
            var owner = session.Query("SELECT meta_data FROM customers WHERE id = $1", row => row.IsDBNull(0) ? null : row.GetString(0), asked.CustomerId);
            if (owner.Count == 0)
                throw NotFound(asked.CustomerId);
            var subscription = Shown(asked.Id ?? NewId(), asked.CustomerId, asked.ItemPriceId, asked.TrialEnd is null ? null : now, asked.TrialEnd, now, now);
            var added = session.Execute("INSERT INTO subscriptions VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                subscription.Id, subscription.CustomerId, subscription.ItemPriceId, subscription.TrialStart, subscription.TrialEnd, now);
            if (added == 0)
                throw Duplicate(subscription.Id);
            session.AddEffect(BillingSandbox.CreateSubscription, idempotencyKey, subscription.Id, Reference(owner[0]) ?? asked.CustomerId);
            return subscription;
        });

    public static BillingSubscription GetSubscription(SandboxSession session, string id)
    {
        var found = session.Query("SELECT id, customer_id, item_price_id, trial_start, trial_end, created_at FROM subscriptions WHERE id = $1",
            row => Shown(row.GetString(0), row.GetString(1), row.GetString(2), Seconds(row, 3), Seconds(row, 4), row.GetInt64(5), session.Now.ToUnixTimeSeconds()), id);
        return found is [var subscription] ? subscription : throw NotFound(id);
    }

    /// <summary>A trial ends in a cancellation, as there is never a means of payment.</summary>
    private static BillingSubscription Shown(string id, string customerId, string itemPriceId, long? trialStart, long? trialEnd, long createdAt, long now)
    {
        var status = trialEnd is null ? "active" : trialEnd > now ? "in_trial" : "cancelled";
        return new BillingSubscription(id, customerId, itemPriceId, status, trialStart, trialEnd, createdAt);
    }

    private static string? CheckedKey(string? key) => key is null || key.Length is > 0 and <= 100 ? key
        : throw Wrong(BillingWire.KeyHeader, "The idempotency key should be 1 to 100 characters");

    private static void CheckId(string? id)
    {
        if (id is not null && id.Length is 0 or > LongestId)
            throw Wrong("id", $"id : should be 1 to {LongestId} characters");
    }

    private static void CheckMetaData(string? metaData)
    {
        try
        {
            if (metaData is not null && JsonDocument.Parse(metaData).RootElement.ValueKind != JsonValueKind.Object)
                throw Wrong("meta_data", "meta_data : should be a JSON object");
        }
        catch (JsonException)
        {
            throw Wrong("meta_data", "meta_data : should be JSON");
        }
    }

    private static string? Reference(string? metaData) =>
        metaData is not null && JsonDocument.Parse(metaData).RootElement.TryGetProperty("customer_reference", out var reference)
        && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    private static long? Seconds(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string NewId() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 16);

    private static ProviderException Wrong(string field, string message) => new(400, "param_wrong_value", message, field);

    private static ProviderException Duplicate(string id) => new(400, ProviderCodes.Duplicate, $"The value {id} is already present.", "id");

    private static ProviderException NotFound(string id) => new(404, ProviderCodes.NotFound, $"{id} not found");
}
