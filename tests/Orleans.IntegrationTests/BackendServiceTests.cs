using Aegis.Fixtures;
using Aegis.Trust;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>A service that calls the cluster through the client, with the sample's program.</summary>
public sealed class BackendServiceTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "backend-service");

    [Fact]
    public async Task Sample_AgainstACluster_RegistersAsksAndReadsTheLedger()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var access = await cluster.AccessAsync(await cluster.ReadyAsync("silo,api"), "backend-service");

        var run = await Command.RunAsync(Path.GetTempPath(), access, Sample, "--customer", "acme");

        run.ExitCode.ShouldBe(0, run.Text);
        ShouldHaveWalkedThrough(run.Text, "acme");
    }

    [Fact]
    public async Task Sample_StartedBeforeAnySilo_ConnectsWhenOneIsThere()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var first = await cluster.ReadyAsync("silo,api");
        var access = await cluster.AccessAsync(first, "backend-service");
        (await first.TerminateAsync()).ShouldBe(0, first.Errors);

        var run = Command.RunAsync(Path.GetTempPath(), access, Sample, "--customer", "early");
        await cluster.StartAsync("silo");

        (await run).ExitCode.ShouldBe(0, (await run).Text);
        ShouldHaveWalkedThrough((await run).Text, "early");
    }

    [Theory]
    [InlineData("AEGIS_CONNECTION_KEY", "short", "Aegis:ConnectionKey")]
    [InlineData("AEGIS_CONNECTION_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "Aegis:ConnectionKey")]
    [InlineData("AEGIS_ACCESS_KEY", "", "Aegis:AccessKey")]
    [InlineData("AEGIS_ACCESS_KEY", "sk_live_no_such", "Aegis:AccessKey")]
    [InlineData("ConnectionStrings__Aegis", "Nonsense=1", "ConnectionStrings:Aegis")]
    [InlineData("ConnectionStrings__Aegis", "", "ConnectionStrings:Aegis")]
    [InlineData("Aegis__Workspace", "a name", "Aegis:Workspace")]
    public async Task Options_ThatCannotWork_StopTheStartAndNameTheKey(string variable, string value, string key)
    {
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__Aegis"] = "Host=localhost;Database=aegis",
            ["AEGIS_CONNECTION_KEY"] = ConnectionKey.Of(MasterKey.Parse(ClusterProcesses.MasterKey)).Export(),
            ["AEGIS_ACCESS_KEY"] = "ak_0123456789",
            [variable] = value,
        };

        var run = await Command.RunAsync(Path.GetTempPath(), variables, Sample);

        run.ExitCode.ShouldBe(2, run.Text);
        run.Text.ShouldContain($"\n{key} ");
    }

    [Fact]
    public async Task Packages_InAFolder_BuildAServiceThatCallsTheCluster()
    {
        using var directory = new TemporaryDirectory();
        await using var cluster = await ClusterProcesses.CreateAsync();
        var silo = cluster.ReadyAsync("silo,api");
        var service = await PackedService.BuildAsync(directory.Path);
        var access = await cluster.AccessAsync(await silo, "backend-service");

        var run = await Command.RunAsync(Path.GetTempPath(), access, service, "--customer", "packed");

        run.ExitCode.ShouldBe(0, run.Text);
        ShouldHaveWalkedThrough(run.Text, "packed");
    }

    private static void ShouldHaveWalkedThrough(string text, string customer)
    {
        text.ShouldContain($"registered {customer} as agent:backend-service");
        text.ShouldContain("recorded 3 calls");
        text.ShouldContain("step Tool: create_trial_subscription");
        text.ShouldContain("Answered: ");
        text.ShouldContain("ledger 1: customer_created by agent:backend-service");
    }
}
