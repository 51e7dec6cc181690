using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>What billing keeps; customers, coupons and credits, and what its operations do to them.</summary>
internal static class BillingTables
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS customers (id TEXT PRIMARY KEY, company TEXT, email TEXT, meta_data TEXT, created_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS subscriptions (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL REFERENCES customers (id),
            item_price_id TEXT NOT NULL, trial_start INTEGER, trial_end INTEGER, created_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS subscription_meta (subscription_id TEXT PRIMARY KEY REFERENCES subscriptions (id), meta_data TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS coupons (id TEXT PRIMARY KEY, percent INTEGER NOT NULL, months INTEGER, created_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS coupon_uses (coupon_id TEXT PRIMARY KEY REFERENCES coupons (id),
            subscription_id TEXT NOT NULL REFERENCES subscriptions (id), at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS credits (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            customer_id TEXT NOT NULL REFERENCES customers (id), amount INTEGER NOT NULL, currency_code TEXT NOT NULL,
            description TEXT NOT NULL, reference TEXT, created_at INTEGER NOT NULL);
        """;

    private const int LongestId = 50;

    /// <summary>As long as Chargebee remembers a key.</summary>
    public static readonly TimeSpan KeyWindow = TimeSpan.FromMinutes(30);

    public static Answer<BillingCustomer> CreateCustomer(SandboxSession session, NewBillingCustomer asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, KeyWindow, () =>
        {
            CheckId(asked.Id);
            if (asked.Email is { } email && (email.Length > 70 || !System.Net.Mail.MailAddress.TryCreate(email, out _)))
                throw Wrong("email", "email : should be a valid address of at most 70 characters");
            if (asked.Company is { Length: > 250 })
                throw Wrong("company", "company : should be at most 250 characters");
            CheckMetaData(asked.MetaData);
            var customer = new BillingCustomer(asked.Id ?? NewId(), asked.Company, asked.Email, session.Now.ToUnixTimeSeconds());
            var added = session.Execute("INSERT INTO customers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                customer.Id, customer.Company, customer.Email, asked.MetaData, customer.CreatedAt);
            if (added == 0)
                throw Duplicate(customer.Id);
            session.AddEffect(BillingSandbox.CreateCustomer, idempotencyKey, customer.Id, Reference(asked.MetaData) ?? customer.Id);
            return customer;
        });

    public static Answer<BillingCoupon> CreateCoupon(SandboxSession session, NewBillingCoupon asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, KeyWindow, () =>
        {
            CheckId(asked.Id);
            if (asked.Percent is < 1 or > 100)
                throw Wrong("discount_percentage", "discount_percentage : should be 1 to 100");
            if (asked.Months is < 1 or > 240)
                throw Wrong("period", "period : should be 1 to 240 months");
            var added = session.Execute("INSERT INTO coupons VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                asked.Id, asked.Percent, asked.Months, session.Now.ToUnixTimeSeconds());
            if (added == 0)
                throw Duplicate(asked.Id);
            session.AddEffect(BillingSandbox.CreateCoupon, idempotencyKey, asked.Id, asked.Id);
            return new BillingCoupon(asked.Id, asked.Percent);
        });

    public static Answer<BillingCredit> AddCredit(SandboxSession session, NewBillingCredit asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, KeyWindow, () =>
        {
            if (asked.Amount <= 0)
                throw Wrong("amount", "amount : should be greater than 0");
            if (asked.CurrencyCode.Length != 3)
                throw Wrong("currency_code", "currency_code : should be an ISO 4217 code");
            if (asked.Description.Length is 0 or > 250)
                throw Wrong("description", "description : should be 1 to 250 characters");
            var subject = OwnerOf(session, asked.CustomerId);
            var credit = new BillingCredit(
                NewId(), asked.CustomerId, asked.Amount, asked.CurrencyCode, asked.Description, asked.Reference, session.Now.ToUnixTimeSeconds());
            session.Execute("INSERT INTO credits (id, customer_id, amount, currency_code, description, reference, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                credit.Id, credit.CustomerId, credit.Amount, credit.CurrencyCode, credit.Description, credit.Reference, credit.CreatedAt);
            session.AddEffect(BillingSandbox.AddCredit, idempotencyKey, credit.Id, subject);
            return credit;
        });

    public static IReadOnlyList<BillingCredit> ListCredits(SandboxSession session, string customerId) => session.Query(
        "SELECT id, customer_id, amount, currency_code, description, reference, created_at FROM credits WHERE customer_id = $1 ORDER BY seq DESC",
        row => new BillingCredit(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5), row.GetInt64(6)), customerId);

    /// <summary>Our reference of the customer, or its id.</summary>
    public static string OwnerOf(SandboxSession session, string customerId)
    {
        var owner = session.Query("SELECT meta_data FROM customers WHERE id = $1", row => row.IsDBNull(0) ? null : row.GetString(0), customerId);
        return owner.Count == 0 ? throw NotFound(customerId) : Reference(owner[0]) ?? customerId;
    }

    public static string? CheckedKey(string? key) => key is null || key.Length is > 0 and <= 100 ? key
        : throw Wrong(BillingWire.KeyHeader, "The idempotency key should be 1 to 100 characters");

    public static void CheckId(string? id)
    {
        if (id is not null && id.Length is 0 or > LongestId)
            throw Wrong("id", $"id : should be 1 to {LongestId} characters");
    }

    public static void CheckMetaData(string? metaData)
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

    public static string NewId() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 16);

    public static ProviderException Wrong(string field, string message) => new(400, "param_wrong_value", message, field);

    public static ProviderException Duplicate(string id) => new(400, ProviderCodes.Duplicate, $"The value {id} is already present.", "id");

    public static ProviderException NotFound(string id) => new(404, ProviderCodes.NotFound, $"{id} not found");

    private static string? Reference(string? metaData) =>
        metaData is not null && JsonDocument.Parse(metaData).RootElement.TryGetProperty("customer_reference", out var reference)
        && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
}
