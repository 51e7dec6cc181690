using System.Text.Json;
using Aegis.News;

namespace Aegis.Api.Webhooks;

/// <summary>Reads what billing systems send. Only of whom it is about is taken from it: what is true now is read from the provider.</summary>
internal static class BillingNews
{
    /// <summary>The news, or null when they are about nothing that concerns a subscription of ours.</summary>
    public static ProviderNews? OfStripe(JsonElement body)
    {
        var subject = body.At("data", "object");
        var reference = subject?.At("metadata")?.Text("aegis_customer");
        return body.Text("type")?.StartsWith("customer.subscription.", StringComparison.Ordinal) == true && reference is not null
            && body.Text("id") is { } id && body.Seconds("created") is { } at
            ? new("stripe", id, ProviderNewsKind.Subscription, reference, at)
            : null;
    }

    /// <inheritdoc cref="OfStripe"/>
    public static ProviderNews? OfChargebee(JsonElement body)
    {
        var reference = body.At("content", "customer", "meta_data")?.Text("customer_reference");
        return body.At("content", "subscription") is not null && reference is not null && body.Text("id") is { } id && body.Seconds("occurred_at") is { } at
            ? new("chargebee", id, ProviderNewsKind.Subscription, reference, at)
            : null;
    }
}
