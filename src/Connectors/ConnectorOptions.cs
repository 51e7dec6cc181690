using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail.Smtp;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets.Jira;

namespace Aegis.Connectors;

/// <summary>How Aegis reaches the outside; configuration section "Connectors".</summary>
public sealed class ConnectorOptions
{
    public const string Section = "Connectors";

    /// <summary>Where the sandboxes hosted in this process keep their stores, each in a directory of its own.</summary>
    public string DataDirectory { get; set; } = Path.Combine("data", "connectors");

    public BillingConnectionOptions Billing { get; set; } = new();

    public TicketsConnectionOptions Tickets { get; set; } = new();

    public MailConnectionOptions Mail { get; set; } = new();
}

/// <summary>One connector: a program at a URL, or, without a URL, the sandbox hosted in this process.</summary>
public class ConnectionOptions
{
    /// <summary>Base address of the sandbox process, http or https; null hosts the sandbox in this process.</summary>
    public string? Url { get; set; }

    /// <summary>Sent as the user of Basic authentication, with an empty password; the sandbox in this process asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How long one attempt may take before its outcome counts as unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call that was definitely not done is repeated, 0 to 10. Mail is never repeated.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first repetition; doubles each time. A provider's Retry-After wins.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A longer Retry-After is not waited for but reported to the caller.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the sandbox in this process takes to answer, within half as much and half again.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Seed of the sandbox's randomness: latency and faults drawn by probability.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Faults of the sandbox in this process from its start on.</summary>
    public IList<Fault> Faults { get; set; } = [];
}

public sealed class BillingConnectionOptions : ConnectionOptions
{
    /// <summary>Which billing system; Chargebee and Stripe take <see cref="ConnectionOptions.ApiKey"/>, and a Url only to go elsewhere than to their own.</summary>
    public BillingProvider Provider { get; set; }

    /// <summary>The site's name at Chargebee: acme for acme.chargebee.com.</summary>
    public string? Site { get; set; }

    /// <summary>What our plans are called there.</summary>
    public PlanOptions Plans { get; set; } = new();

    /// <summary>How many months a discount lasts, 0 to 120; 0 is for ever.</summary>
    public int DiscountMonths { get; set; } = 12;
}

public sealed class TicketsConnectionOptions : ConnectionOptions
{
    /// <summary>Which ticket system; Zendesk takes Url, User and ApiKey.</summary>
    public TicketsProvider Provider { get; set; }

    /// <summary>Whose token <see cref="ConnectionOptions.ApiKey"/> is: an address.</summary>
    public string? User { get; set; }

    /// <summary>Whether comments are replies that the requester reads, or notes among agents. Zendesk only.</summary>
    public bool PublicReplies { get; set; }

    /// <summary>The project whose issues are made: its key is the prefix of theirs.</summary>
    public string ProjectKey { get; set; } = "KAN";

    /// <summary>A real Jira; without one the sandbox keeps the tickets.</summary>
    public JiraSettings Jira { get; set; } = new();
}

public sealed class MailConnectionOptions : ConnectionOptions
{
    /// <summary>The mail server; without its host, mail goes where Url says or to the sandbox in this process.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>A folder of templates that go before those of the program, or null.</summary>
    public string? Templates { get; set; }

    /// <summary>The sender, "name &lt;address&gt;" or an address.</summary>
    public string From { get; set; } = "Aegis <onboarding@aegis.example>";

    /// <summary>Where the sandbox in this process puts .eml files; null is "mail" in the data directory.</summary>
    public string? PickupDirectory { get; set; }
}

/// <summary>The sandbox is one in this process or at a Url.</summary>
public enum BillingProvider { Sandbox, Chargebee, Stripe }

/// <summary>Jira goes by its own settings, where they are set.</summary>
public enum TicketsProvider { Sandbox, Zendesk }
