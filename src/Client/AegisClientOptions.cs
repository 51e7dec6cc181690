namespace Aegis.Client;

/// <summary>Which cluster a service calls, and by which keys. Read from the configuration section "Aegis" and the connection string "Aegis", then as the service sets them.</summary>
public sealed class AegisClientOptions
{
    /// <summary>The cluster's id (AEGIS_CLUSTER__ID of its silos).</summary>
    public string ClusterId { get; set; } = "aegis";

    /// <summary>The service id of the cluster (AEGIS_CLUSTER__SERVICE of its silos).</summary>
    public string ServiceId { get; set; } = "aegis";

    /// <summary>The PostgreSQL database of the cluster, where its silos are looked up: by a role that may read orleansquery and orleansmembershiptable, and nothing else.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>What lets this service in at the silos, the same for all services: what `aegis connection-key` prints (AEGIS_CONNECTION_KEY).</summary>
    public string? ConnectionKey { get; set; }

    /// <summary>The service's own key, "ak_…", that an administrator issued (AEGIS_ACCESS_KEY): who it is and what it may do.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The workspace whose customers it serves.</summary>
    public string Workspace { get; set; } = GrainKey.DefaultWorkspace;

    /// <summary>How long a call may take before it fails.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
