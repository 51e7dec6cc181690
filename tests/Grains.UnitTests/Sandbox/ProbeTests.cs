using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;
using Aegis.Sandbox;

namespace Aegis.Grains.UnitTests.Sandbox;

public sealed class ProbeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Probe_OfAegisItself_IsAnsweredAndCountedNowhere()
    {
        await using var grid = await StartAsync();
        var pass = await OpenAsync(grid);

        var probe = await CallAsync(grid, pass.Secret, pass.Tags[0]);

        probe.Status.ShouldBe(200);
        (await CallsAsync(grid)).ShouldBe(0);
        (await grid.LedgerKindsAsync())[^1].ShouldBe("key_probed");
        // Control: the same call by the customer counts.
        await CallAsync(grid, pass.Secret, tag: null);
        (await CallsAsync(grid)).ShouldBe(1);
    }

    [Fact]
    public async Task Tag_UsedAgain_IsAnOrdinaryCall()
    {
        await using var grid = await StartAsync();
        var pass = await OpenAsync(grid);
        await CallAsync(grid, pass.Secret, pass.Tags[0]);

        await CallAsync(grid, pass.Secret, pass.Tags[0]);

        (await CallsAsync(grid)).ShouldBe(1);
    }

    [Fact]
    public async Task Tag_PastItsTime_IsAnOrdinaryCall()
    {
        await using var grid = await StartAsync();
        var pass = await OpenAsync(grid);
        grid.Time.Advance(TimeSpan.FromSeconds(31));

        await CallAsync(grid, pass.Secret, pass.Tags[0]);

        (await CallsAsync(grid)).ShouldBe(1);
    }

    [Fact]
    public async Task Tag_MadeForAnotherKey_IsAnOrdinaryCall()
    {
        await using var grid = await StartAsync();
        var pass = await OpenAsync(grid);
        var other = (await grid.Customer().IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "other")).Value!;
        var secret = (await grid.Customer().RevealKeyAsync(grid.Admin, other.Id)).Value!.Secret;

        await CallAsync(grid, secret, pass.Tags[0]);

        (await CallsAsync(grid)).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("..")]
    [InlineData("1764288000000.probe_1.0000")]
    public async Task Tag_Forged_IsAnOrdinaryCall(string tag)
    {
        await using var grid = await StartAsync();
        var pass = await OpenAsync(grid);

        await CallAsync(grid, pass.Secret, tag);

        (await CallsAsync(grid)).ShouldBe(1);
    }

    [Fact]
    public async Task Key_OpenedByAnybodyButAegis_IsRefused()
    {
        await using var grid = await StartAsync();
        var key = (await grid.Customer().ListKeysAsync(grid.Admin)).Value[0];

        foreach (var role in new[] { Role.Viewer, Role.Agent, Role.Approver, Role.Admin })
            (await grid.Customer().OpenProbeAsync(grid.Actor(role), key.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().OpenProbeAsync(grid.Self(), key.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await OpenAsync(grid)).ToString().ShouldNotContain("sk_");
    }

    [Fact]
    public async Task Fault_SwitchedOn_AnswersAndRecords5xxUntilItIsOver()
    {
        await using var grid = await StartAsync();
        var secret = (await OpenAsync(grid)).Secret;
        (await grid.Customer().SetSandboxFaultAsync(grid.Backend, new(503, grid.Now.AddMinutes(5)))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().SetSandboxFaultAsync(grid.Admin, new(404, grid.Now.AddMinutes(5)))).Refusal!.Field.ShouldBe("status");
        (await grid.Customer().SetSandboxFaultAsync(grid.Admin, new(503, grid.Now.AddDays(2)))).Refusal!.Field.ShouldBe("until");
        (await grid.Customer().SetSandboxFaultAsync(grid.Admin, new(503, grid.Now.AddMinutes(5)))).Refusal.ShouldBeNull();

        var broken = await CallAsync(grid, secret, tag: null);
        grid.Time.Advance(TimeSpan.FromMinutes(6));
        var mended = await CallAsync(grid, secret, tag: null);

        (broken.Status, broken.Reason, mended.Status).ShouldBe((503, "PRODUCT_ERROR", 200));
        (await grid.Customer().GetHealthAsync(grid.Admin)).Value!.FailureReasons.ShouldContainKeyAndValue("PRODUCT_ERROR", 1);
    }

    private async Task<Grid> StartAsync()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.ActAsync(Proposals.TestKey);
        await grid.ActAsync(Proposals.Site);
        return grid;
    }

    private static async Task<ProbePass> OpenAsync(Grid grid)
    {
        var key = (await grid.Customer().ListKeysAsync(grid.Admin)).Value[0];
        return (await grid.Customer().OpenProbeAsync(grid.Actor(Role.System, "diagnosis"), key.Id)).Value!;
    }

    private static Task<SandboxVerdict> CallAsync(Grid grid, string secret, string? tag) =>
        grid.Customer().CallSandboxAsync(grid.Actor(Role.System, "sandbox"), new("GET /v2/customers", grid.KeyHasher.Hash(secret), "Basic", true, tag));

    private static async Task<long> CallsAsync(Grid grid) => (await grid.Customer().GetAsync(grid.Admin)).Value!.TotalApiCalls;
}
