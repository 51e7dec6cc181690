namespace Aegis.Cluster.Topology;

/// <summary>What a process is, in the order in which they start; they stop in the other.</summary>
public enum MemberKind { Postgres, Sandbox, Silo, Api, Dashboard }

/// <summary>One process of the cluster.</summary>
/// <param name="Name">silo-2; its log and its directory are named so too.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Variables">Its settings; no others reach it.</param>
/// <param name="Port">Where it answers.</param>
/// <param name="HealthPath">Asked over HTTP whether it is ready; null asks by connecting to the database.</param>
public sealed record MemberPlan(
    string Name, MemberKind Kind, ImmutableArray<string> Command, ImmutableSortedDictionary<string, string> Variables, int Port, string? HealthPath)
{
    public Uri? Health => HealthPath is null ? null : new($"http://127.0.0.1:{Port}{HealthPath}");
}
