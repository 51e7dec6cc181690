using Aegis.Api.IntegrationTests.Grid;

namespace Aegis.Api.IntegrationTests.Webhooks;

/// <summary>The program with a secret for every provider's webhooks.</summary>
public sealed class WebhookGrid : GridServer
{
    public const string Secret = "whsec_of_the_tests";

    protected override Task AddStorageAsync(Dictionary<string, string?> settings)
    {
        settings["STRIPE_WEBHOOK_SECRET"] = $"whsec_old,{Secret}";
        settings["CHARGEBEE_WEBHOOK_USER"] = "chargebee";
        settings["CHARGEBEE_WEBHOOK_PASSWORD"] = Secret;
        settings["JIRA_WEBHOOK_SECRET"] = Secret;
        settings["ZENDESK_WEBHOOK_SECRET"] = Secret;
        return Task.CompletedTask;
    }
}
