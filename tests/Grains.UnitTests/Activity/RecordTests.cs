using Aegis.Activity;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Activity;

public sealed class RecordTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Invariant1_AcknowledgedActivity_SurvivesARestart()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var receipt = await customer.RecordAsync(grid.Backend, [Call(grid, 200), Call(grid, 401, reason: "INVALID_KEY")]);

        await using var next = await grid.RestartAsync();

        receipt.Value!.Accepted.ShouldBe(2);
        var report = (await next.Customer().GetHealthAsync(next.Admin)).Value!;
        report.CallsLast24Hours.ShouldBe(2);
        report.ErrorRate.ShouldBe(0.5);
        report.FailureReasons["INVALID_KEY"].ShouldBe(1);
        (await next.Customer().GetAsync(next.Admin)).Value!.TotalApiCalls.ShouldBe(2);
    }

    [Fact]
    public async Task Record_RepeatedIds_CountOnceAcrossBatchesAndRestarts()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        (await customer.RecordAsync(grid.Backend, [Call(grid, 200, "a"), Call(grid, 200, "a"), Call(grid, 200, "b")])).Value.ShouldBe(new ActivityReceipt(3, 1));
        (await customer.RecordAsync(grid.Backend, [Call(grid, 200, "b"), Call(grid, 200, "c")])).Value.ShouldBe(new ActivityReceipt(2, 1));
        await using var next = await grid.RestartAsync();
        (await next.Customer().RecordAsync(next.Backend, [Call(next, 200, "a"), Call(next, 200, "c")])).Value.ShouldBe(new ActivityReceipt(2, 2));

        (await next.Customer().GetAsync(next.Admin)).Value!.TotalApiCalls.ShouldBe(3);
        // Control: without an id, every call counts.
        await next.Customer().RecordAsync(next.Backend, [Call(next, 200), Call(next, 200)]);
        (await next.Customer().GetAsync(next.Admin)).Value!.TotalApiCalls.ShouldBe(5);
    }

    [Fact]
    public async Task Invariant12_OneBadEvent_RefusesTheBatchAndCountsNothing()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        var refused = await customer.RecordAsync(grid.Backend, [Call(grid, 200), Call(grid, 99)]);

        refused.Refusal!.Field.ShouldBe("status");
        refused.Refusal.Message.ShouldStartWith("Event 1: 'status' is 99");
        (await customer.GetAsync(grid.Admin)).Value!.TotalApiCalls.ShouldBe(0);
        (await customer.RecordAsync(grid.Self(), [Call(grid, 200)])).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        // Control: the good one alone.
        (await customer.RecordAsync(grid.Backend, [Call(grid, 200)])).Value!.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Invariant1_FailedWrite_IsNotAcknowledgedAndNeverCommittedLater()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        grid.Faults.Fails = write => write.StateName == "activity";

        await DatabaseFaults.ShouldFailAsync(() => customer.RecordAsync(grid.Backend, [Call(grid, 200, "a")]));
        grid.Faults.Fails = null;

        (await customer.GetAsync(grid.Admin)).Value!.TotalApiCalls.ShouldBe(0);
        // Sent again with its id it counts, and counts once.
        (await customer.RecordAsync(grid.Backend, [Call(grid, 200, "a")])).Value.ShouldBe(new ActivityReceipt(1, 0));
        (await customer.GetAsync(grid.Admin)).Value!.TotalApiCalls.ShouldBe(1);
    }

    [Fact]
    public async Task Record_CustomerCannotFollow_IsConfirmedOnceAndRepairedWhenDue()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        grid.Faults.Fails = write => write.StateName == "customer";

        // The call is durable: reported as failed, one without an id would be sent and counted again.
        (await customer.RecordAsync(grid.Backend, [Call(grid, 200)])).Value.ShouldBe(new ActivityReceipt(1, 0));

        await using var next = await grid.RestartAsync();
        (await next.Customer().GetAsync(next.Admin)).Value!.Stage.ShouldBe(Stage.New);
        await next.SweepAsync();

        var repaired = (await next.Customer().GetAsync(next.Admin)).Value!;
        repaired.Stage.ShouldBe(Stage.FirstApiCall);
        repaired.TotalApiCalls.ShouldBe(1);
        (await next.LedgerKindsAsync()).ShouldBe(["customer_created", "stage_changed", "health_changed"]);
        // Once repaired, nothing is due any more until the day turns.
        (await next.SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Record_Calls_MoveTheStageForward()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        await customer.RecordAsync(grid.Backend, [Call(grid, 401)]);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.New);
        await customer.RecordAsync(grid.Backend, [Call(grid, 200)]);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.FirstApiCall);
        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 200), 20)]);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.IntegrationValidated);
        await customer.IssueKeyAsync(grid.Admin, KeyEnvironment.Live, "1");
        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 201), 100)]);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.ProductionReady);
        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 500), 500)]);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.ProductionReady);
    }

    [Fact]
    public async Task Record_Errors_ChangeHealthInLedgerAndReadModel()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 200), 10)]);

        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 401, reason: "KEY_REVOKED"), 10)]);

        var change = (await grid.LedgerBodiesAsync()).Last(entry => entry.Kind == "health_changed").Data;
        change.GetProperty("from").GetString().ShouldBe("healthy");
        change.GetProperty("to").GetString().ShouldBe("at_risk");
        var row = (await grid.Database.ListCustomersAsync(new("default", "at_risk", null, null, [], null, 10), CancellationToken.None)).ShouldHaveSingleItem();
        row.ErrorRate.ShouldBe(0.5);
        row.TotalApiCalls.ShouldBe(20);
    }

    [Fact]
    public async Task Invariant11_CustomerThatWentSilent_IsDueNoMoreInTheEnd()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await customer.RecordAsync(grid.Backend, [.. Enumerable.Repeat(Call(grid, 200), 10)]);

        for (var day = 0; day < 20; day++)
        {
            grid.Time.Advance(TimeSpan.FromDays(1));
            await grid.SweepAsync();
        }

        (await customer.GetAsync(grid.Admin)).Value!.Health.Status.ShouldBe(HealthStatus.AtRisk);
        (await grid.LedgerKindsAsync()).Count(kind => kind == "health_changed").ShouldBe(3);
        (await grid.SweepAsync(TimeSpan.FromDays(3650))).ShouldBe(0);
    }

    [Fact]
    public async Task KeyUnusedForADay_WhenDue_NeedsAttention()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await customer.IssueKeyAsync(grid.Admin, KeyEnvironment.Test, "1");
        (await grid.SweepAsync()).ShouldBe(0);

        grid.Time.Advance(TimeSpan.FromHours(24));
        (await grid.SweepAsync()).ShouldBe(1);

        (await grid.LedgerKindsAsync()).TakeLast(2).ShouldBe(["health_changed", "episode_opened"]);
        (await customer.GetAsync(grid.Admin)).Value!.Health.RiskFactors.ShouldHaveSingleItem().ShouldContain("24 hours ago");
        (await grid.SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Import_CutShortAndRepeated_CountsTheHistoryOnce()
    {
        var grid = await Grid.StartAsync(_directory);
        var import = new CustomerImport(
            Grid.Acme, Tier.Starter, Stage.ProductionReady, grid.Now.AddDays(-45), [new(KeyEnvironment.Live, grid.Now.AddDays(-44))],
            [Call(grid, 200, "h1") with { At = grid.Now.AddDays(-20) }, Call(grid, 401, "h2")], EarlierCalls: 100);
        var system = grid.Actor(Aegis.Actors.Role.System);
        grid.Faults.Fails = write => write.StateName == "customer";
        await DatabaseFaults.ShouldFailAsync(() => grid.Customer().ImportAsync(system, import));

        await using var next = await grid.RestartAsync();
        (await next.Customer().ImportAsync(next.Admin, import)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await next.Customer().ImportAsync(system, import)).Ok.ShouldBeTrue();
        (await next.Customer().ImportAsync(system, import with { EarlierCalls = 7 })).Ok.ShouldBeTrue();

        var customer = (await next.Customer().GetAsync(next.Admin)).Value!;
        customer.TotalApiCalls.ShouldBe(102);
        customer.Tier.ShouldBe(Tier.Starter);
        customer.Stage.ShouldBe(Stage.ProductionReady);
        (await next.Customer().ListKeysAsync(next.Admin)).Value.ShouldHaveSingleItem().CreatedAt.ShouldBe(next.Now.AddDays(-44));
        (await next.Customer().RecordAsync(next.Backend, [Call(next, 401, "h2")])).Value!.Repeated.ShouldBe(1);
    }

    private static ActivityEvent Call(Grid grid, int status, string? id = null, string? reason = null) => new(id, "/v2/customers", status, grid.Now, 12, reason);
}
