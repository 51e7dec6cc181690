using Aegis.Actors;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Customers;

public sealed class CustomerProfileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Create_NewCustomer_IsReadBack()
    {
        await using var grid = await Grid.StartAsync(_directory);

        var created = await grid.Customer().CreateAsync(grid.Backend, Grid.Acme);

        created.Refusal.ShouldBeNull();
        var read = (await grid.Customer().GetAsync(grid.Self())).Value!;
        read.Company.ShouldBe("Acme");
        read.Tier.ShouldBe(Tier.None);
        read.Stage.ShouldBe(Stage.New);
        read.Health.Status.ShouldBe(HealthStatus.New);
        read.Version.ShouldBe(1);
        (await grid.LedgerKindsAsync()).ShouldBe(["customer_created"]);
    }

    [Fact]
    public async Task Invariant1_AcknowledgedProfile_SurvivesARestart()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.Customer().UpdateAsync(grid.Admin, new(Email: "new@acme.example"));

        await using var next = await grid.RestartAsync();

        (await next.Customer().GetAsync(next.Admin)).Value!.Email.ShouldBe("new@acme.example");
        (await next.Customer("nobody").GetAsync(next.Admin)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Create_SameProfileAgain_IsConfirmedAndAnotherConflicts()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        (await grid.Customer().CreateAsync(grid.Backend, Grid.Acme)).Value!.Version.ShouldBe(1);
        (await grid.Customer().CreateAsync(grid.Backend, Grid.Acme with { Company = "Other" })).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Invariant12_BadChange_NamesTheFieldAndChangesNothing()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        var refused = await grid.Customer().UpdateAsync(grid.Admin, new(Company: "Fine", Email: "no address"));

        refused.Refusal!.Field.ShouldBe("email");
        refused.Refusal.Message.ShouldContain("no address");
        (await grid.Customer().GetAsync(grid.Admin)).Value!.Company.ShouldBe("Acme");
        (await grid.LedgerKindsAsync()).Count.ShouldBe(1);
        // Control: a good change is made.
        (await grid.Customer().UpdateAsync(grid.Admin, new(Company: "Fine"))).Value!.Company.ShouldBe("Fine");
    }

    [Fact]
    public async Task Invariant4_ForgedOrForeignActor_IsRefused()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        (await customer.GetAsync(grid.Admin with { Id = "mallory" })).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await customer.GetAsync(grid.Self() with { Role = Role.Admin })).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await customer.GetAsync(grid.Self("other"))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await customer.GetAsync(grid.Actor(Role.Admin, workspace: "elsewhere"))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await customer.UpdateAsync(grid.Actor(Role.Viewer), new(Company: "X"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        // Control: the customer itself.
        (await customer.GetAsync(grid.Self())).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_Customer_IsGoneForGoodAndItsChainStays()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await grid.NewCustomerAsync("other");
        await customer.IssueKeyAsync(grid.Admin, Aegis.Keys.KeyEnvironment.Test, "1");
        await customer.RecordAsync(grid.Backend, [new("e1", "/v2", 200, grid.Now)]);

        (await customer.EraseAsync(grid.Backend)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await customer.EraseAsync(grid.Admin)).Ok.ShouldBeTrue();

        (await customer.GetAsync(grid.Admin)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await customer.CreateAsync(grid.Backend, Grid.Acme)).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await customer.RecordAsync(grid.Backend, [new(null, "/v2", 200, grid.Now)])).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await grid.LedgerKindsAsync())[^1].ShouldBe("erased");
        await using var next = await grid.RestartAsync();
        (await next.Customer().GetAsync(next.Admin)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await next.Customer("other").GetAsync(next.Admin)).Ok.ShouldBeTrue();
    }
}
