using System.Net.Mail;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Tickets.Jira;

namespace Aegis.Connectors;

/// <summary>Finds what is wrong with the options; every message names the key and the mend.</summary>
internal static class ConnectorOptionsValidator
{
    public static void ThrowIfInvalid(ConnectorOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
    }

    private static IEnumerable<string> Errors(ConnectorOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return "Connectors:DataDirectory is empty: name a directory for the sandboxes' stores.";
        foreach (var (key, connection) in Connections(options))
        foreach (var error in Errors($"Connectors:{key}", connection))
            yield return error;
        if (options.Tickets.ProjectKey is not { Length: >= 2 and <= 10 } project || !char.IsAsciiLetterUpper(project[0]) || !project.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            yield return $"Connectors:Tickets:ProjectKey is \"{options.Tickets.ProjectKey}\": use 2 to 10 capital letters and digits, such as KAN.";
        foreach (var error in JiraSettingsValidator.Errors(options.Tickets.Jira))
            yield return error;
        if (options.Billing.DiscountMonths is < 0 or > 120)
            yield return $"Connectors:Billing:DiscountMonths is {options.Billing.DiscountMonths}: use 0 to 120, 0 for ever.";
        foreach (var (plan, price) in Prices(options.Billing.Plans))
        {
            if (price is not { Length: > 0 and <= 100 } || price.Any(char.IsWhiteSpace))
                yield return $"Connectors:Billing:Plans:{plan} is \"{price}\": use the billing system's id of that price, 1 to 100 characters without blanks.";
        }
        if (!MailAddress.TryCreate(options.Mail.From, out var from) || !from.ToString().All(c => c is >= ' ' and <= '~'))
            yield return $"Connectors:Mail:From is \"{options.Mail.From}\": use an ASCII address, such as Aegis <aegis@example.com>.";
        foreach (var error in Errors(options.Billing).Concat(Errors(options.Tickets)).Concat(Errors(options.Mail)))
            yield return error;
        if (options.Mail.PickupDirectory is { } pickup && string.IsNullOrWhiteSpace(pickup))
            yield return "Connectors:Mail:PickupDirectory is empty: name a directory, or leave it out.";
    }

    private static IEnumerable<(string Key, ConnectionOptions Options)> Connections(ConnectorOptions options) =>
        [("Billing", options.Billing), ("Tickets", options.Tickets), ("Mail", options.Mail)];

    private static IEnumerable<string> Errors(BillingConnectionOptions billing)
    {
        if (billing.Provider == BillingProvider.Sandbox)
            yield break;
        if (string.IsNullOrEmpty(billing.ApiKey))
            yield return $"Connectors:Billing:ApiKey is missing: {billing.Provider} asks for a key.";
        if (billing.Provider == BillingProvider.Chargebee && billing.Url is null && !IsSite(billing.Site))
            yield return $"Connectors:Billing:Site is \"{billing.Site}\": use the site's name at Chargebee, such as acme-test for acme-test.chargebee.com.";
        var sandbox = new PlanOptions();
        string[] unset = [.. Prices(billing.Plans).Where(entry => Prices(sandbox).Contains(entry)).Select(entry => $"Connectors:Billing:Plans:{entry.Plan}")];
        if (unset.Length > 0)
            yield return $"{string.Join(", ", unset)} still name the sandbox's prices: set them to the ids of these plans' prices at {billing.Provider}.";
    }

    private static IEnumerable<string> Errors(TicketsConnectionOptions tickets)
    {
        if (tickets.Provider != TicketsProvider.Zendesk)
            yield break;
        if (tickets.Url is null)
            yield return "Connectors:Tickets:Url is missing: use the address of your Zendesk, such as https://acme.zendesk.com.";
        if (string.IsNullOrWhiteSpace(tickets.User) || string.IsNullOrWhiteSpace(tickets.ApiKey))
            yield return "Connectors:Tickets:User or ApiKey is missing: Zendesk asks for an agent's address and an API token.";
    }

    private static IEnumerable<string> Errors(MailConnectionOptions mail)
    {
        if (mail.Templates is { } templates && !Directory.Exists(templates))
            yield return $"Connectors:Mail:Templates is \"{templates}\": there is no such folder.";
        if (mail.Smtp.Host is null)
            yield break;
        if (Uri.CheckHostName(mail.Smtp.Host) == UriHostNameType.Unknown)
            yield return $"Connectors:Mail:Smtp:Host is \"{mail.Smtp.Host}\": use a name or an address, such as smtp.example.com.";
        if (mail.Smtp.Port is < 1 or > 65535)
            yield return $"Connectors:Mail:Smtp:Port is {mail.Smtp.Port}: use 1 to 65535, such as 587.";
        if (mail.Smtp.UserName is null != mail.Smtp.Password is null)
            yield return "Connectors:Mail:Smtp:UserName and Password go together: set both, or neither.";
        if (mail.Smtp.CertificateAuthorities is { } authorities && !File.Exists(authorities))
            yield return $"Connectors:Mail:Smtp:CertificateAuthorities is \"{authorities}\": there is no such file.";
        if (mail.Url is not null)
            yield return "Connectors:Mail:Url and Connectors:Mail:Smtp:Host are both set: leave out one of them.";
    }

    private static bool IsSite(string? site) =>
        site is { Length: > 0 and <= 60 } && site.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && site[0] != '-';

    private static IEnumerable<(string Plan, string Price)> Prices(PlanOptions plans) =>
        [("Trial", plans.Trial), ("Starter", plans.Starter), ("Pro", plans.Pro), ("Enterprise", plans.Enterprise)];

    private static IEnumerable<string> Errors(string key, ConnectionOptions options)
    {
        if (options.Url is { } url && !IsHttp(url))
            yield return $"{key}:Url is \"{url}\": use an http or https address, such as http://127.0.0.1:5090, or leave it out.";
        if (options.Timeout < TimeSpan.FromMilliseconds(10) || options.Timeout > TimeSpan.FromHours(1))
            yield return $"{key}:Timeout is {options.Timeout}: use 00:00:00.010 to 01:00:00.";
        if (options.Retries is < 0 or > 10)
            yield return $"{key}:Retries is {options.Retries}: use 0 to 10.";
        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromMinutes(1))
            yield return $"{key}:RetryDelay is {options.RetryDelay}: use 00:00:00 to 00:01:00.";
        if (options.LongestRetryDelay < TimeSpan.Zero || options.LongestRetryDelay > TimeSpan.FromMinutes(1))
            yield return $"{key}:LongestRetryDelay is {options.LongestRetryDelay}: use 00:00:00 to 00:01:00.";
        if (options.ApiKey is { } secret && !BasicCredential.CanHold(secret))
            yield return $"{key}:ApiKey is empty or holds a blank, a colon or a character outside ASCII.";
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0;
}
