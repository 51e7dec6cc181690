using Aegis.Cluster.Topology;

namespace Aegis.Cluster.UnitTests.Topology;

internal static class Plans
{
    public static readonly ClusterOptions Options = new() { Data = "/srv/aegis", Program = "/opt/aegis/aegis" };

    public static ImmutableArray<MemberPlan> Of(ClusterOptions options, bool isPrivate = true)
    {
        var port = 20_000;
        return ClusterPlan.Of(options, Secrets.In(options.Data), dashboardPort: 5081, "Host=db;Database=aegis;Username=aegis", isPrivate, () => port++);
    }
}
