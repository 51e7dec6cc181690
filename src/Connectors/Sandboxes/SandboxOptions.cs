namespace Aegis.Connectors.Sandboxes;

/// <summary>One sandbox of an outside system.</summary>
public class SandboxOptions
{
    /// <summary>The sandbox's own directory: its store and nothing else.</summary>
    public required string DataDirectory { get; set; }

    /// <summary>How long a call takes, within half as much and half again.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Seed of latency and of faults drawn by probability.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Faults that are on from the start.</summary>
    public IList<Fault> Faults { get; set; } = [];

    /// <summary>Asked for over HTTP as the user of Basic authentication; null lets everyone in, so bind to loopback.</summary>
    public string? ApiKey { get; set; }
}

public sealed class TicketsSandboxOptions : SandboxOptions
{
    /// <summary>The one project there is.</summary>
    public string ProjectKey { get; set; } = "KAN";

    /// <summary>Base of the issues' addresses.</summary>
    public string PublicUrl { get; set; } = "https://tickets.sandbox.invalid";
}
