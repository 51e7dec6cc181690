using System.Collections.Immutable;
using System.Globalization;

namespace Aegis.Connectors.Billing;

/// <summary>Receipts of billing, the same whichever system it is.</summary>
internal static class Receipts
{
    public static Receipt Of(Subscription subscription, bool replayed)
    {
        var facts = ImmutableSortedDictionary<string, string>.Empty
            .Add("plan", subscription.Plan ?? subscription.PriceId)
            .Add("subscription_id", subscription.Id);
        if (subscription is { Status: SubscriptionStatus.Trial or SubscriptionStatus.Ended, TrialEnd: { } end })
            facts = facts.Add("trial_end", end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return new Receipt(subscription.Id, facts, replayed);
    }

    /// <param name="percent">Null where it was looked up and nobody says.</param>
    public static Receipt WithDiscount(Receipt receipt, string couponId, int? percent)
    {
        var facts = receipt.Facts.SetItem("coupon_id", couponId);
        return receipt with { Facts = percent is { } known ? facts.SetItem("percent", known.ToString(CultureInfo.InvariantCulture)) : facts };
    }

    public static Receipt OfCredit(string id, long minor, string currency, bool replayed) => new(
        id, ImmutableSortedDictionary<string, string>.Empty.Add("amount", Money.FromMinor(minor, currency)).Add("currency", currency), replayed);
}
