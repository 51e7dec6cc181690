using System.Diagnostics;
using Aegis.Cluster.Topology;
using Aegis.Cluster.UnitTests.Topology;
using Aegis.Fixtures;

namespace Aegis.Cluster.UnitTests.Deployment;

/// <summary>docker-compose.yml says what ./aegis cluster does, with settings the program knows, and opens nothing it need not.</summary>
public sealed class ComposeTests
{
    private static readonly string[] HealthKeys = ["test", "interval", "timeout", "retries"];

    public static TheoryData<string> Services => [.. Compose.Services];

    [Fact]
    public void Topology_IsThatOfTheProcesses() =>
        Compose.Ours.ShouldBe(Plans.Of(Plans.Options).Select(plan => plan.Name));

    [Fact]
    public void Environment_OfEveryProcess_NamesWhatTheClusterCommandSets()
    {
        foreach (var plan in Plans.Of(Plans.Options))
        {
            var environment = Compose.Environment(plan.Name);
            environment.Keys.ShouldBe(plan.Variables.Keys, plan.Name);
            environment["AEGIS_ROLES"].ShouldBe(plan.Variables["AEGIS_ROLES"]);
            environment.GetValueOrDefault("AEGIS_STORAGE").ShouldBe(plan.Variables.GetValueOrDefault("AEGIS_STORAGE"));
        }
    }

    [Fact]
    public void Variables_AreAllKnownToTheProgram()
    {
        var named = Compose.Services.SelectMany(service => Compose.Environment(service).Keys).Where(name => name.StartsWith("AEGIS_", StringComparison.Ordinal)).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(10);
        named.ShouldAllBe(name => KnownSettings.Contains(name));
    }

    [Theory]
    [InlineData("AEGIS_MASTERKEYS")]
    [InlineData("AEGIS_CLUSTER__PORT")]
    public void Variable_ThatIsNone_IsNotKnown(string name) => KnownSettings.Contains(name).ShouldBeFalse();

    [Fact]
    public void Silos_FindEachOtherByTheirNames()
    {
        foreach (var silo in Compose.Ours.Where(name => name.StartsWith("silo-", StringComparison.Ordinal)))
            Compose.Environment(silo)["AEGIS_CLUSTER__ADDRESS"].ShouldBe(silo);
    }

    [Fact]
    public void Ports_ArePublishedOfApiAndConsoleAloneAndOnLoopback()
    {
        Compose.Services.Where(service => Compose.List(service, "ports").Any()).ShouldBe(["api", "dashboard"]);

        Compose.List("api", "ports").ShouldBe(["127.0.0.1:5080:8080"]);
        Compose.List("dashboard", "ports").ShouldBe(["127.0.0.1:5081:8080"]);
        Compose.Services.ShouldAllBe(service => !Compose.Service(service).ContainsKey("network_mode"));
        ((Dictionary<object, object>)Compose.Section("networks")["grid"])["internal"].ShouldBe("true");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_HasHealthCheckLimitsAndRestarts(string service)
    {
        var settings = Compose.Service(service);

        ((Dictionary<object, object>)settings["healthcheck"]).Keys.ShouldBeSubsetOf([.. HealthKeys, "start_period"]);
        ((Dictionary<object, object>)settings["healthcheck"]).ShouldContainKey("test");
        settings["restart"].ShouldBe("unless-stopped");
        var limits = (Dictionary<object, object>)((Dictionary<object, object>)((Dictionary<object, object>)settings["deploy"])["resources"])["limits"];
        limits.Keys.ShouldBe(["cpus", "memory"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_WaitsOnlyForOthersThatAreHealthy(string service)
    {
        if (!Compose.Service(service).TryGetValue("depends_on", out var others))
            return;

        foreach (var (other, condition) in (Dictionary<object, object>)others)
        {
            Compose.Services.ShouldContain((string)other);
            ((Dictionary<object, object>)condition)["condition"].ShouldBe("service_healthy");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Secret_ThatAServiceReads_IsItsAndDeclared(string service)
    {
        var read = Compose.Environment(service).Where(v => v.Key.EndsWith("_FILE", StringComparison.Ordinal)).Select(v => v.Value["/run/secrets/".Length..]).Distinct().Order();

        read.ShouldBe(Compose.List(service, "secrets").Order());
        Compose.List(service, "secrets").ShouldBeSubsetOf(Compose.Keys("secrets"));
        Compose.Environment(service).Keys.ShouldNotContain(name => name.EndsWith("KEY", StringComparison.Ordinal) || name.EndsWith("PASSWORD", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Volume_ThatAServiceMounts_IsDeclared(string service) =>
        Compose.List(service, "volumes").Select(volume => volume.Split(':')[0]).Where(name => !name.StartsWith('.')).ShouldBeSubsetOf(Compose.Keys("volumes"));

    [Fact]
    public async Task Secrets_AreMadeByTheScriptOnceAndStay()
    {
        using var directory = new TemporaryDirectory();
        var files = Compose.Section("secrets").Values.Select(secret => Path.GetFileName((string)((Dictionary<object, object>)secret)["file"])).ToList();

        await MakeSecretsAsync(directory.Path);
        var first = files.Select(file => File.ReadAllText(Path.Combine(directory.Path, file))).ToList();
        await MakeSecretsAsync(directory.Path);

        first.ShouldAllBe(secret => secret.Length == 64);
        first.ShouldBeUnique();
        files.Select(file => File.ReadAllText(Path.Combine(directory.Path, file))).ShouldBe(first);
    }

    [Fact]
    public void Image_RunsAsNobodyInParticularAndKnowsItsHealth()
    {
        var image = Repository.Read("Dockerfile");

        image.ShouldContain("ARG GridHost=Orleans");
        image.ShouldContain("USER $APP_UID");
        image.ShouldContain("HEALTHCHECK");
        Silo.Commands.AegisCommand.Create().Parse(["health", "--url", "http://127.0.0.1:8080/health/ready"]).Errors.ShouldBeEmpty();
    }

    private static async Task MakeSecretsAsync(string directory)
    {
        using var script = Process.Start("sh", [Path.Combine(Repository.Root, "deploy", "make-secrets.sh"), directory]);
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0);
    }
}
