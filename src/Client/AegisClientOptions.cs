using Aegis.Actors;

namespace Aegis.Client;

/// <summary>Which cluster a service calls, and as whom. Read from the configuration section "Aegis" and the connection string "Aegis", then as the service sets them.</summary>
public sealed class AegisClientOptions
{
    /// <summary>The cluster's id (AEGIS_CLUSTER__ID of its silos).</summary>
    public string ClusterId { get; set; } = "aegis";

    /// <summary>The service id of the cluster (AEGIS_CLUSTER__SERVICE of its silos).</summary>
    public string ServiceId { get; set; } = "aegis";

    /// <summary>The PostgreSQL database of the cluster, where its silos are looked up (ConnectionStrings__Aegis).</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The key all processes of the cluster share: 32 bytes as base64 or hex (AEGIS_MASTER_KEY of its silos).
    /// Who holds it can sign any actor: give it only to services that are trusted as the silos are.</summary>
    public string? MasterKey { get; set; }

    /// <summary>How the ledger names this service: <see cref="Actor.Id"/>, 1 to 64 letters, digits, '_', '-' or '.'.</summary>
    public string? Name { get; set; }

    /// <summary>What this service may do, unless it signs other actors: viewer, agent, approver or admin.</summary>
    public Role Role { get; set; } = Role.Agent;

    /// <summary>The workspace whose customers it serves.</summary>
    public string Workspace { get; set; } = GrainKey.DefaultWorkspace;

    /// <summary>How long a call may take before it fails.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
