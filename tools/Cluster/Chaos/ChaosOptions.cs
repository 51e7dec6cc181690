namespace Aegis.Cluster.Chaos;

/// <summary>What is done to the cluster.</summary>
public enum ChaosKind
{
    /// <summary>SIGKILL of a silo, which is started again later.</summary>
    Kill,
    /// <summary>SIGSTOP of a silo, and SIGCONT later: by then the others have given it up.</summary>
    Stop,
    /// <summary>The private PostgreSQL ends, in turn as in a crash and as told, and is started again at once.</summary>
    Postgres,
    /// <summary>SIGTERM of one silo after the other; each is ready again before the next.</summary>
    Rolling,
}

/// <summary>Blows against the cluster, by a seed.</summary>
public sealed record ChaosOptions
{
    public required ChaosKind Kind { get; init; }

    /// <summary>The time between two blows.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a silo stays killed or stopped.</summary>
    public TimeSpan Down { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same seed picks the same victims.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long it goes on, from when the cluster is ready.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Customers by whom recovery is measured, enough to lie on every silo.</summary>
    public int Probes { get; init; } = 32;

    /// <summary>A recovery must be shorter.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    internal void Validate(ClusterOptions cluster)
    {
        ClusterOptions.Require(Every > TimeSpan.Zero, $"--every is {Every}; give a time such as 60s.");
        ClusterOptions.Require(Down > TimeSpan.Zero, $"--down is {Down}; give a time such as 15s.");
        ClusterOptions.Require(For > Every, $"--for is {For}; give a time longer than --every ({Every}).");
        ClusterOptions.Require(Kind is not (ChaosKind.Kill or ChaosKind.Stop) || Down < Every, $"--down is {Down}; give a shorter time than --every ({Every}), so that a silo is back before the next blow.");
        ClusterOptions.Require(Kind == ChaosKind.Postgres || cluster.Silos > 1, "--silos is 1; nothing would serve while it is down. Give 2 or more.");
        ClusterOptions.Require(Kind != ChaosKind.Postgres || cluster.ConnectionString is null, "--chaos postgres needs the private PostgreSQL; leave ConnectionStrings__Aegis out.");
    }
}
