using System.Globalization;

namespace Aegis.Cluster.Topology;

/// <summary>The processes of a cluster and how each is set: the same topology as docker-compose.yml, on one machine.</summary>
public static class ClusterPlan
{
    private static readonly string[] Sandboxes = ["billing", "tickets", "mail"];

    /// <param name="dashboardPort">Where the console listens.</param>
    /// <param name="connectionString">The database, without a password when <paramref name="isPrivate"/>.</param>
    /// <param name="nextPort">A free port at every call.</param>
    public static ImmutableArray<MemberPlan> Of(
        ClusterOptions options, Secrets secrets, int dashboardPort, string connectionString, bool isPrivate, Func<int> nextPort)
    {
        var sandboxes = Sandboxes.Select(kind => Sandbox(options, secrets, kind, nextPort())).ToImmutableArray();
        var grid = Grid(options, secrets, connectionString, isPrivate, sandboxes);
        var silos = Enumerable.Range(1, options.Silos).Select(n => Silo(options, grid, $"silo-{n}", nextPort));
        return
        [
            .. sandboxes,
            .. silos,
            Member(options, "api", MemberKind.Api, "api", options.Url.Port, "/health/ready", grid),
            Member(options, "dashboard", MemberKind.Dashboard, "dashboard", dashboardPort, "/health/ready", grid),
        ];
    }

    private static MemberPlan Sandbox(ClusterOptions options, Secrets secrets, string kind, int port) =>
        Member(options, kind, MemberKind.Sandbox, $"{kind}-sandbox", port, "/health/live",
            ImmutableSortedDictionary<string, string>.Empty.Add("AEGIS_SANDBOX__API_KEY_FILE", secrets.SandboxKey));

    private static MemberPlan Silo(ClusterOptions options, ImmutableSortedDictionary<string, string> grid, string name, Func<int> nextPort) =>
        Member(options, name, MemberKind.Silo, "silo", nextPort(), "/health/ready", grid
            .SetItem("AEGIS_CLUSTER__ADDRESS", "127.0.0.1")
            .SetItem("AEGIS_CLUSTER__SILO_PORT", Text(nextPort()))
            .SetItem("AEGIS_CLUSTER__GATEWAY_PORT", Text(nextPort())));

    // What silos, api and dashboard share.
    private static ImmutableSortedDictionary<string, string> Grid(
        ClusterOptions options, Secrets secrets, string connectionString, bool isPrivate, ImmutableArray<MemberPlan> sandboxes)
    {
        var grid = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        grid["AEGIS_STORAGE"] = "postgres";
        grid["ConnectionStrings__Aegis"] = connectionString;
        if (isPrivate)
            grid["AEGIS_DATABASE_PASSWORD_FILE"] = secrets.DatabasePassword;
        grid["AEGIS_MASTER_KEY_FILE"] = secrets.MasterKey;
        grid["AEGIS_ADMIN_KEY_FILE"] = secrets.AdminKey;
        grid["AEGIS_GRID__PUBLIC_URL"] = options.Url.ToString().TrimEnd('/');
        foreach (var sandbox in sandboxes)
        {
            var connector = $"AEGIS_CONNECTORS__{sandbox.Name.ToUpperInvariant()}";
            grid[$"{connector}__URL"] = $"http://127.0.0.1:{sandbox.Port}";
            grid[$"{connector}__API_KEY_FILE"] = secrets.SandboxKey;
        }

        return grid.ToImmutable();
    }

    private static MemberPlan Member(
        ClusterOptions options, string name, MemberKind kind, string role, int port, string health, ImmutableSortedDictionary<string, string> variables) =>
        new(name, kind, [options.Program, "run"], variables
            .SetItem("AEGIS_ROLES", role)
            .SetItem("AEGIS_URLS", $"http://127.0.0.1:{port}")
            .SetItem("AEGIS_DATA", Path.Combine(options.Data, name)), port, health);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
