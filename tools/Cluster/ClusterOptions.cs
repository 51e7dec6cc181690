using Aegis.Cluster.Chaos;

namespace Aegis.Cluster;

/// <summary>The cluster to run, all of it on this machine.</summary>
public sealed record ClusterOptions
{
    /// <summary>Silos whose names are silo-1, silo-2, …</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Where the api listens; the console listens on the next port that is free.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>Keys, logs, the private database, and a directory for each process.</summary>
    public required string Data { get; init; }

    /// <summary>The program, built for the cluster.</summary>
    public required string Program { get; init; }

    /// <summary>The PostgreSQL to use; null starts a private one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Null leaves the cluster in peace.</summary>
    public ChaosOptions? Chaos { get; init; }

    /// <exception cref="OptionException">An option is out of range.</exception>
    public void Validate()
    {
        Require(Silos is >= 1 and <= 32, $"--silos is {Silos}; give 1 to 32.");
        Require(Url is { Scheme: "http", IsLoopback: true, AbsolutePath: "/" }, $"--urls is '{Url}'; this command serves one machine: give one address such as http://127.0.0.1:5080.");
        Require(File.Exists(Program), $"There is no program at '{Program}'; start the cluster with ./aegis cluster, which builds it.");
        Chaos?.Validate(this);
    }

    internal static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new OptionException(otherwise);
    }
}
