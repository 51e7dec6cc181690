using Aegis.Api;
using Aegis.Connectors;
using Aegis.Connectors.Mail.Smtp;

namespace Aegis.Silo.Settings;

/// <summary>The outside systems by the names people know: CHARGEBEE_API_KEY, STRIPE_API_KEY, ZENDESK_URL, SMTP_HOST and the like. None set is the sandbox.</summary>
public static class ProviderSettings
{
    private const int TlsPort = 465;

    /// <summary>Chooses one system of each kind by what is set.</summary>
    /// <exception cref="SettingException">Two are set and nothing decides, or one lacks a part.</exception>
    public static ConnectorOptions WithProviders(this ConnectorOptions options, IConfiguration configuration)
    {
        ChooseBilling(options.Billing, configuration);
        ChooseTickets(options.Tickets, configuration);
        ChooseMail(options.Mail, configuration);
        return options;
    }

    /// <summary>What providers prove their webhooks with: STRIPE_WEBHOOK_SECRET and the like.</summary>
    public static ApiOptions WithWebhooks(this ApiOptions options, IConfiguration configuration)
    {
        options.Webhooks.StripeSecret ??= Text(configuration, "STRIPE_WEBHOOK_SECRET");
        options.Webhooks.ChargebeeUser ??= Text(configuration, "CHARGEBEE_WEBHOOK_USER");
        options.Webhooks.ChargebeePassword ??= Text(configuration, "CHARGEBEE_WEBHOOK_PASSWORD");
        options.Webhooks.JiraSecret ??= Text(configuration, "JIRA_WEBHOOK_SECRET");
        options.Webhooks.ZendeskSecret ??= Text(configuration, "ZENDESK_WEBHOOK_SECRET");
        return options;
    }

    private static void ChooseBilling(BillingConnectionOptions billing, IConfiguration configuration)
    {
        switch (Chosen(configuration, "Billing", ("chargebee", ["CHARGEBEE_API_KEY", "CHARGEBEE_SITE"]), ("stripe", ["STRIPE_API_KEY"])))
        {
            case "chargebee":
                billing.Provider = BillingProvider.Chargebee;
                billing.Site = Required(configuration, "CHARGEBEE_SITE", "set it to the site's name, such as acme-test for acme-test.chargebee.com.");
                billing.ApiKey = Required(configuration, "CHARGEBEE_API_KEY", "set it to a full-access key of the site.");
                break;
            case "stripe":
                billing.Provider = BillingProvider.Stripe;
                billing.ApiKey = Required(configuration, "STRIPE_API_KEY", "set it to a secret or restricted key, sk_… or rk_….");
                break;
        }
    }

    private static void ChooseTickets(TicketsConnectionOptions tickets, IConfiguration configuration)
    {
        var chosen = Chosen(configuration, "Tickets", ("jira", ["JIRA_URL", "JIRA_MCP_URL"]), ("zendesk", ["ZENDESK_URL", "ZENDESK_API_TOKEN"]));
        switch (chosen)
        {
            case "jira" when !tickets.Jira.IsSet:
                throw new SettingException("JIRA_URL", null, "AEGIS_TICKETS is jira, so set it to the address of your Jira, such as https://acme.atlassian.net.");
            case null when Text(configuration, "Aegis:Tickets") is not null:
                tickets.Jira = new();
                break;
            case "zendesk":
                tickets.Jira = new();
                tickets.Provider = TicketsProvider.Zendesk;
                tickets.Url = Required(configuration, "ZENDESK_URL", "set it to the address of your Zendesk, such as https://acme.zendesk.com.");
                tickets.User = Required(configuration, "ZENDESK_EMAIL", "set it to the address of the agent whose token it is.");
                tickets.ApiKey = Required(configuration, "ZENDESK_API_TOKEN", "set it to an API token of your Zendesk.");
                break;
        }
    }

    private static void ChooseMail(MailConnectionOptions mail, IConfiguration configuration)
    {
        if (Text(configuration, "SMTP_HOST") is not { } host)
            return;
        mail.Smtp.Host = host;
        mail.Smtp.Port = Port(configuration) ?? mail.Smtp.Port;
        mail.Smtp.UserName = Text(configuration, "SMTP_USERNAME");
        mail.Smtp.Password = Text(configuration, "SMTP_PASSWORD");
        mail.Smtp.CertificateAuthorities = Text(configuration, "SMTP_CA") ?? mail.Smtp.CertificateAuthorities;
        mail.Smtp.Security = Text(configuration, "SMTP_SECURITY")?.ToLowerInvariant() switch
        {
            null => mail.Smtp.Port == TlsPort ? SmtpSecurity.Tls : SmtpSecurity.StartTls,
            "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            var other => throw new SettingException("SMTP_SECURITY", other, "set it to starttls, tls or none."),
        };
        mail.From = Required(configuration, "SMTP_FROM", "set it to the sender, such as Acme <support@acme.example>.");
        if (mail.Smtp.UserName is null != mail.Smtp.Password is null)
            throw new SettingException("SMTP_USERNAME", mail.Smtp.UserName, "it goes with SMTP_PASSWORD: set both, or neither.");
    }

    /// <summary>The system that is set, or that the deciding setting names; null is the sandbox.</summary>
    private static string? Chosen(IConfiguration configuration, string kind, params (string Name, string[] Keys)[] systems)
    {
        var key = $"AEGIS_{kind.ToUpperInvariant()}";
        var names = $"{string.Join(", ", systems.Select(system => system.Name))} or sandbox";
        if (Text(configuration, $"Aegis:{kind}") is { } decided)
            return decided == "sandbox" ? null : systems.Any(system => system.Name == decided) ? decided : throw new SettingException(key, decided, $"set it to {names}.");
        var set = systems.Where(system => system.Keys.Any(name => Text(configuration, name) is not null)).ToArray();
        return set.Length <= 1
            ? set.Select(system => system.Name).FirstOrDefault()
            : throw new SettingException(key, null, $"{string.Join(" and ", set.Select(system => system.Keys.First(name => Text(configuration, name) is not null)))} are both set, so set it to {names}.");
    }

    private static int? Port(IConfiguration configuration) => Text(configuration, "SMTP_PORT") switch
    {
        null => null,
        var text when int.TryParse(text, out var port) && port is > 0 and < 65536 => port,
        var text => throw new SettingException("SMTP_PORT", text, "set it to 1 to 65535, such as 587."),
    };

    private static string Required(IConfiguration configuration, string key, string mend) => Text(configuration, key) ?? throw new SettingException(key, null, mend);

    private static string? Text(IConfiguration configuration, string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();
}
