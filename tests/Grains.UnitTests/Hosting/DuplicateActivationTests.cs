using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Hosting;

/// <summary>Two processes on one database each hold an activation of the same customer, as a divided cluster would.</summary>
public sealed class DuplicateActivationTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private GridRun _one = null!;
    private GridRun _two = null!;

    public async Task InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _one = await GridRun.StartAsync(_directory.Path, _outside, postgres: database);
        _two = await GridRun.StartAsync(_directory.Path, _outside, postgres: database);
        await _one.NewCustomerAsync("acme");
        (await _two.Customer("acme").GetAsync(_two.Admin)).Ok.ShouldBeTrue();
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Write_OfTheStaleOne_ChangesNothingAndSucceedsWhenAskedAgain_Invariant2()
    {
        (await _one.Customer("acme").UpdateAsync(_one.Admin, new(Company: "First"))).Ok.ShouldBeTrue();

        await Should.ThrowAsync<InconsistentStateException>(() => _two.Customer("acme").UpdateAsync(_two.Admin, new(Company: "Stale")));

        (await _two.Customer("acme").GetAsync(_two.Admin)).Value!.Company.ShouldBe("First");
        (await _two.Customer("acme").UpdateAsync(_two.Admin, new(Company: "Second"))).Ok.ShouldBeTrue();
        var ledger = (await _two.Database.ReadLedgerAsync(GridRun.Workspace, "acme", 0, 100, CancellationToken.None)).Rows;
        ledger.Select(row => row.Kind).ShouldBe(["customer_created", "profile_updated", "profile_updated"]);
        ledger.Select(row => row.Seq).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Action_ClaimedByBoth_IsRunByOne_Invariant3()
    {
        var first = (await _one.Customer("acme").BeginActionAsync(_one.Self("acme"), Proposals.Trial)).Value!;

        await Should.ThrowAsync<InconsistentStateException>(() => _two.Customer("acme").BeginActionAsync(_two.Self("acme"), Proposals.Trial));

        first.MustRun.ShouldBeTrue();
        await _one.Grains.GetGrain<Aegis.Actions.IActionRunner>(0).RunAsync(first, CancellationToken.None);
        var second = (await _two.Customer("acme").BeginActionAsync(_two.Self("acme"), Proposals.Trial)).Value!;
        (second.MustRun, second.Status).ShouldBe((false, Aegis.Actions.ActionStatus.AlreadyDone));
        _outside.Trials.ShouldBe(1);
    }
}
