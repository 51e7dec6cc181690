using Aegis.Cluster.Topology;

namespace Aegis.Cluster.UnitTests.Topology;

public sealed class ClusterPlanTests
{
    [Fact]
    public void Plan_OfFiveSilos_HasSandboxesSilosApiAndConsoleInOrder() =>
        Plans.Of(Plans.Options with { Silos = 5 }).Select(plan => plan.Name)
            .ShouldBe(["billing", "tickets", "mail", "silo-1", "silo-2", "silo-3", "silo-4", "silo-5", "api", "dashboard"]);

    [Fact]
    public void Plan_GivesEveryProcessItsOwnPortsAndDirectory()
    {
        var plans = Plans.Of(Plans.Options);

        var ports = plans.SelectMany(plan => plan.Variables.Where(v => v.Key.EndsWith("_PORT", StringComparison.Ordinal)).Select(v => v.Value).Append($"{plan.Port}")).ToList();
        ports.ShouldBeUnique();
        plans.Select(plan => plan.Variables["AEGIS_DATA"]).ShouldBeUnique();
        plans.ShouldAllBe(plan => plan.Variables["AEGIS_URLS"] == $"http://127.0.0.1:{plan.Port}");
    }

    [Fact]
    public void Plan_OfSilosApiAndConsole_SharesGridAndSandboxes()
    {
        var plans = Plans.Of(Plans.Options with { Url = new("http://127.0.0.1:6000") });
        string[] own = ["AEGIS_ROLES", "AEGIS_URLS", "AEGIS_DATA"];

        var shared = plans.Where(plan => plan.Kind >= MemberKind.Silo)
            .Select(plan => string.Join('\n', plan.Variables.Where(v => !own.Contains(v.Key) && !v.Key.StartsWith("AEGIS_CLUSTER__", StringComparison.Ordinal))))
            .Distinct().ShouldHaveSingleItem();

        shared.ShouldContain("[AEGIS_GRID__PUBLIC_URL, http://127.0.0.1:6000]");
        shared.ShouldContain($"[AEGIS_CONNECTORS__MAIL__URL, http://127.0.0.1:{plans.Single(plan => plan.Name == "mail").Port}]");
    }

    [Fact]
    public void Plan_NamesFilesInsteadOfSecrets()
    {
        var secrets = Secrets.In("/srv/aegis");

        foreach (var plan in Plans.Of(Plans.Options))
            plan.Variables.Keys.ShouldNotContain(name => name.EndsWith("KEY", StringComparison.Ordinal) || name.EndsWith("PASSWORD", StringComparison.Ordinal), plan.Name);
        Plans.Of(Plans.Options).Single(plan => plan.Name == "api").Variables["AEGIS_MASTER_KEY_FILE"].ShouldBe(secrets.MasterKey);
    }

    [Fact]
    public void Plan_OnADatabaseThatIsGiven_NamesNoPasswordOfOurs() =>
        Plans.Of(Plans.Options, isPrivate: false).ShouldAllBe(plan => !plan.Variables.ContainsKey("AEGIS_DATABASE_PASSWORD_FILE"));

    [Fact]
    public void Sandbox_KnowsNothingOfTheGrid() =>
        Plans.Of(Plans.Options).Single(plan => plan.Name == "billing").Variables.Keys
            .ShouldBe(["AEGIS_DATA", "AEGIS_ROLES", "AEGIS_SANDBOX__API_KEY_FILE", "AEGIS_URLS"], ignoreOrder: true);
}
