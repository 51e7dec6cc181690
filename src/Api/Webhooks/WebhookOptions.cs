namespace Aegis.Api.Webhooks;

/// <summary>What proves that a webhook comes from a provider. A provider without its secret is not listened to. Several secrets, while one takes another's place, are separated by commas.</summary>
public sealed class WebhookOptions
{
    public string? StripeSecret { get; set; }

    /// <summary>Sent by Chargebee as Basic authentication; set with the password.</summary>
    public string? ChargebeeUser { get; set; }

    public string? ChargebeePassword { get; set; }

    public string? JiraSecret { get; set; }

    public string? ZendeskSecret { get; set; }

    /// <summary>How far the time that Stripe and Zendesk sign may be off.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How old news may be that Chargebee and Jira bring: they keep trying for days, and sign no time of sending.</summary>
    public TimeSpan OldestNews { get; set; } = TimeSpan.FromDays(4);

    /// <exception cref="ArgumentException">A setting is wrong; the message names its key and the mend.</exception>
    public void Validate()
    {
        if (string.IsNullOrEmpty(ChargebeeUser) != string.IsNullOrEmpty(ChargebeePassword))
            throw new ArgumentException("CHARGEBEE_WEBHOOK_USER and CHARGEBEE_WEBHOOK_PASSWORD go together: set both, or neither.");
        if (Tolerance <= TimeSpan.Zero || OldestNews <= TimeSpan.Zero)
            throw new ArgumentException("Api:Webhooks:Tolerance and Api:Webhooks:OldestNews must be more than nothing.");
    }
}
