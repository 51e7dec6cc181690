using System.Text.Json;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.Data.Sqlite;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>Subscriptions of billing, and what its operations do to them.</summary>
internal static class SubscriptionTables
{
    private const string Columns = """
        SELECT id, customer_id, item_price_id, trial_start, trial_end, created_at,
            (SELECT meta_data FROM subscription_meta WHERE subscription_id = id),
            (SELECT group_concat(coupon_id) FROM coupon_uses WHERE subscription_id = id)
        FROM subscriptions
        """;

    public static Answer<BillingSubscription> Create(SandboxSession session, NewBillingSubscription asked, string? idempotencyKey) =>
        session.Once(BillingTables.CheckedKey(idempotencyKey), asked, BillingTables.KeyWindow, () =>
        {
            BillingTables.CheckId(asked.Id);
            CheckPrice(asked.ItemPriceId);
            var now = session.Now.ToUnixTimeSeconds();
            var trialEnd = asked.TrialEnd == 0 ? null : asked.TrialEnd;
            if (trialEnd <= now)
                throw BillingTables.Wrong("trial_end", "trial_end : should be in the future");
            var subject = BillingTables.OwnerOf(session, asked.CustomerId);
            var id = asked.Id ?? BillingTables.NewId();
            var added = session.Execute("INSERT INTO subscriptions VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                id, asked.CustomerId, asked.ItemPriceId, trialEnd is null ? null : now, trialEnd, now);
            if (added == 0)
                throw BillingTables.Duplicate(id);
            session.AddEffect(BillingSandbox.CreateSubscription, idempotencyKey, id, subject);
            return Get(session, id);
        });

    public static Answer<BillingSubscription> Update(SandboxSession session, string id, SubscriptionChange asked, string? idempotencyKey) =>
        session.Once(BillingTables.CheckedKey(idempotencyKey), new { id, asked }, BillingTables.KeyWindow, () =>
        {
            var known = Get(session, id);
            if (known.Status == "cancelled")
                throw new ProviderException(409, "invalid_state_for_request", "The subscription is cancelled.");
            if (asked.ItemPriceId is { } price)
            {
                CheckPrice(price);
                session.Execute("UPDATE subscriptions SET item_price_id = $1 WHERE id = $2", price, id);
            }
            if (asked.TrialEnd is { } end)
                ChangeTrial(session, known, end);
            if (asked.CouponId is { } coupon)
                UseCoupon(session, id, coupon);
            BillingTables.CheckMetaData(asked.MetaData);
            if (asked.MetaData is not null)
                session.Execute("INSERT OR REPLACE INTO subscription_meta VALUES ($1, $2)", id, asked.MetaData);
            session.AddEffect(BillingSandbox.UpdateSubscription, idempotencyKey, id, BillingTables.OwnerOf(session, known.CustomerId));
            return Get(session, id);
        });

    public static BillingSubscription Get(SandboxSession session, string id) =>
        session.Query($"{Columns} WHERE id = $1", row => Read(row, session.Now), id) is [var subscription] ? subscription : throw BillingTables.NotFound(id);

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<BillingSubscription> List(SandboxSession session, string customerId) =>
        session.Query($"{Columns} WHERE customer_id = $1 ORDER BY created_at DESC, rowid DESC", row => Read(row, session.Now), customerId);

    private static void CheckPrice(string price)
    {
        if (price.Length is 0 or > 100)
            throw BillingTables.Wrong(BillingWire.ItemPrice, "item_price_id : should be 1 to 100 characters");
    }

    private static void ChangeTrial(SandboxSession session, BillingSubscription known, long end)
    {
        if (known.Status != "in_trial")
            throw BillingTables.Wrong("trial_end", "trial_end : the subscription is in no trial");
        if (end != 0 && end <= session.Now.ToUnixTimeSeconds())
            throw BillingTables.Wrong("trial_end", "trial_end : should be in the future");
        session.Execute("UPDATE subscriptions SET trial_end = $1 WHERE id = $2", end == 0 ? null : end, known.Id);
    }

    private static void UseCoupon(SandboxSession session, string id, string coupon)
    {
        if (session.Query("SELECT id FROM coupons WHERE id = $1", row => row.GetString(0), coupon).Count == 0)
            throw BillingTables.NotFound(coupon);
        var used = session.Execute("INSERT INTO coupon_uses VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", coupon, id, session.Now.ToUnixTimeSeconds());
        if (used == 0)
            throw BillingTables.Wrong(BillingWire.Coupon, $"{coupon} : is redeemed already");
    }

    /// <summary>A trial ends in a cancellation, as there is never a means of payment.</summary>
    private static BillingSubscription Read(SqliteDataReader row, DateTimeOffset now)
    {
        var (trialStart, trialEnd) = (Seconds(row, 3), Seconds(row, 4));
        var status = trialEnd is null ? "active" : trialEnd > now.ToUnixTimeSeconds() ? "in_trial" : "cancelled";
        return new BillingSubscription(row.GetString(0), row.GetString(1), [new BillingItem(row.GetString(2))], status, trialStart, trialEnd, row.GetInt64(5),
            row.IsDBNull(7) ? null : [.. row.GetString(7).Split(',').Select(coupon => new BillingCouponUse(coupon))],
            row.IsDBNull(6) ? null : JsonElement.Parse(row.GetString(6)));
    }

    private static long? Seconds(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
