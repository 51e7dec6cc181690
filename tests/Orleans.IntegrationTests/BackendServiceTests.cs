using Aegis.Fixtures;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>A service that calls the cluster through the client, with the sample's program.</summary>
public sealed class BackendServiceTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "backend-service");

    [Fact]
    public async Task Sample_AgainstACluster_RegistersAsksAndReadsTheLedger()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");

        var run = await Command.RunAsync(Path.GetTempPath(), cluster.Access, Sample, "--customer", "acme");

        run.ExitCode.ShouldBe(0, run.Text);
        ShouldHaveWalkedThrough(run.Text, "acme");
    }

    [Fact]
    public async Task Sample_StartedBeforeAnySilo_ConnectsWhenOneIsThere()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();

        var run = Command.RunAsync(Path.GetTempPath(), cluster.Access, Sample, "--customer", "early");
        await cluster.StartAsync("silo");

        (await run).ExitCode.ShouldBe(0, (await run).Text);
        ShouldHaveWalkedThrough((await run).Text, "early");
    }

    [Theory]
    [InlineData("AEGIS_MASTER_KEY", "short", "Aegis:MasterKey")]
    [InlineData("ConnectionStrings__Aegis", "Nonsense=1", "ConnectionStrings:Aegis")]
    [InlineData("ConnectionStrings__Aegis", "", "ConnectionStrings:Aegis")]
    [InlineData("Aegis__Name", "a name", "Aegis:Name")]
    [InlineData("Aegis__Role", "System", "Aegis:Role")]
    public async Task Options_ThatCannotWork_StopTheStartAndNameTheKey(string variable, string value, string key)
    {
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__Aegis"] = "Host=localhost;Database=aegis",
            ["AEGIS_MASTER_KEY"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
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
        var silo = cluster.StartAsync("silo");
        var service = await PackedService.BuildAsync(directory.Path);
        await silo;

        var run = await Command.RunAsync(Path.GetTempPath(), cluster.Access, service, "--customer", "packed");

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
