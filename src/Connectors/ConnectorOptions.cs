using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets.Jira;

namespace Aegis.Connectors;

/// <summary>How Aegis reaches the outside; configuration section "Connectors".</summary>
public sealed class ConnectorOptions
{
    public const string Section = "Connectors";

    /// <summary>Where the sandboxes hosted in this process keep their stores, each in a directory of its own.</summary>
    public string DataDirectory { get; set; } = Path.Combine("data", "connectors");

    public ConnectionOptions Billing { get; set; } = new();

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

public sealed class TicketsConnectionOptions : ConnectionOptions
{
    /// <summary>The project whose issues are made: its key is the prefix of theirs.</summary>
    public string ProjectKey { get; set; } = "KAN";

    /// <summary>A real Jira; without one the sandbox keeps the tickets.</summary>
    public JiraSettings Jira { get; set; } = new();
}

public sealed class MailConnectionOptions : ConnectionOptions
{
    /// <summary>The sender, "name &lt;address&gt;" or an address.</summary>
    public string From { get; set; } = "Aegis <onboarding@aegis.example>";

    /// <summary>Where the sandbox in this process puts .eml files; null is "mail" in the data directory.</summary>
    public string? PickupDirectory { get; set; }
}
