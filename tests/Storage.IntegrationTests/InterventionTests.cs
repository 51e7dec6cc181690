using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class InterventionTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Write_OfAnIntervention_ListsItWithItsCustomersName(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("named");
        var account = await grid.AccountAsync(customer);
        account.State.Journal.Customer = Rows.Customer(customer, "Named Ltd");
        account.State.Journal.List(Rows.Intervention(customer, "int_named"));
        await account.WriteAsync();

        var row = (await grid.Database.ListInterventionsAsync(new("named", null, null, "int_named", null, 10), CancellationToken.None)).ShouldHaveSingleItem();

        row.ShouldBe(Rows.Intervention(customer, "int_named", company: "Named Ltd"));
    }

    [Theory, BothDatabases]
    public async Task Write_OfItAgain_ReplacesIt(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("again");
        await WriteAsync(grid, customer, "int_1", "acting", Rows.Now);

        await WriteAsync(grid, customer, "int_1", "resolved", Rows.Now);

        (await ListAsync(grid, "again", null)).ShouldHaveSingleItem().Status.ShouldBe("resolved");
    }

    [Theory, BothDatabases]
    public async Task List_WithFilters_IsNewestFirstPageByPage(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (first, second) = (TestGrid.NewCustomer("paged"), TestGrid.NewCustomer("paged"));
        await WriteAsync(grid, first, "int_a", "open", Rows.Now);
        await WriteAsync(grid, first, "int_b", "resolved", Rows.Now.AddMinutes(1));
        await WriteAsync(grid, second, "int_c", "open", Rows.Now.AddMinutes(1));

        (await ListAsync(grid, "paged", null)).Select(i => i.InterventionId).ShouldBe(["int_c", "int_b", "int_a"]);
        (await ListAsync(grid, "paged", "open")).Select(i => i.InterventionId).ShouldBe(["int_c", "int_a"]);
        (await grid.Database.ListInterventionsAsync(new("paged", null, Rows.Split(first).Id, null, null, 10), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_b", "int_a"]);
        (await grid.Database.ListInterventionsAsync(new("paged", null, null, null, "int_c", 1), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_b"]);
        (await ListAsync(grid, "elsewhere", null)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Count_SinceATime_CountsThoseOpenedThenOrLater(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("counted");
        await WriteAsync(grid, customer, "int_before", "open", Rows.Now.AddSeconds(-1));
        await WriteAsync(grid, customer, "int_then", "open", Rows.Now);

        (await grid.Database.CountInterventionsAsync("counted", Rows.Now, CancellationToken.None)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task List_OfAType_IsFilteredByTheDatabaseAndPagedWithin(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("typed");
        for (var i = 0; i < 4; i++)
            await WriteAsync(grid, customer, $"int_{i}", "open", Rows.Now.AddMinutes(i), i % 2 == 0 ? "error_debugging" : "upsell_suggestion");

        (await grid.Database.ListInterventionsAsync(new("typed", "open", null, null, null, 10, "upsell_suggestion"), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_3", "int_1"]);
        (await grid.Database.ListInterventionsAsync(new("typed", null, null, null, "int_3", 1, "upsell_suggestion"), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_1"]);
    }

    [Theory, BothDatabases]
    public async Task List_OfAPriority_IsFilteredByTheDatabase(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("weighed");
        await WriteAsync(grid, customer, "int_low", "open", Rows.Now, priority: "low");
        await WriteAsync(grid, customer, "int_high", "open", Rows.Now.AddMinutes(1), priority: "high");

        (await grid.Database.ListInterventionsAsync(new("weighed", "open", null, null, null, 10, Priority: "high"), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_high"]);
    }

    [Theory, BothDatabases]
    public async Task List_OfADay_HoldsThoseOpenedOrEndedInItsHoursOfUtc(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("days");
        var day = DateOnly.FromDateTime(Rows.Now.UtcDateTime);
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        await WriteAsync(grid, customer, "int_before", "open", midnight.AddMicroseconds(-1));
        await WriteAsync(grid, customer, "int_first", "open", midnight);
        await WriteAsync(grid, customer, "int_last", "open", midnight.AddDays(1).AddMicroseconds(-1));
        await WriteAsync(grid, customer, "int_after", "open", midnight.AddDays(1));
        await WriteAsync(grid, customer, "int_ended", "resolved", midnight.AddDays(-3), resolvedAt: midnight.AddHours(1));

        (await OnAsync(new("days", null, null, null, null, 10, OpenedOn: day))).ShouldBe(["int_last", "int_first"]);
        (await OnAsync(new("days", null, null, null, "int_last", 10, OpenedOn: day))).ShouldBe(["int_first"]);
        (await OnAsync(new("days", null, null, null, null, 10, EndedOn: day))).ShouldBe(["int_ended"]);
        (await OnAsync(new("days", "resolved", null, null, null, 10, OpenedOn: day.AddDays(-3), EndedOn: day))).ShouldBe(["int_ended"]);
        (await OnAsync(new("days", null, null, null, null, 10, OpenedOn: DateOnly.MaxValue, EndedOn: DateOnly.MinValue))).ShouldBeEmpty();

        async Task<IEnumerable<string>> OnAsync(InterventionFilter filter) =>
            (await grid.Database.ListInterventionsAsync(filter, CancellationToken.None)).Select(i => i.InterventionId);
    }

    [Theory, BothDatabases]
    public async Task Count_ByStatus_CountsWhatTheFilterLetsThrough(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (first, second) = (TestGrid.NewCustomer("stands"), TestGrid.NewCustomer("stands"));
        await WriteAsync(grid, first, "int_1", "open", Rows.Now, "error_debugging");
        await WriteAsync(grid, first, "int_2", "resolved", Rows.Now, "error_debugging");
        await WriteAsync(grid, second, "int_3", "open", Rows.Now, "upsell_suggestion");
        await WriteAsync(grid, second, "int_4", "snoozed", Rows.Now, "error_debugging");

        (await CountAsync(null, null)).ShouldBe(new(2, 0, 1, 1));
        (await CountAsync("error_debugging", null)).ShouldBe(new(1, 0, 1, 1));
        (await CountAsync("error_debugging", Rows.Split(first).Id)).ShouldBe(new(1, 0, 0, 1));
        (await CountAsync(null, "nobody")).ShouldBe(new(0, 0, 0, 0));

        Task<InterventionCounts> CountAsync(string? type, string? customerId) =>
            grid.Database.CountInterventionsAsync("stands", type, customerId, CancellationToken.None);
    }

    private static async Task WriteAsync(TestGrid grid, string customer, string id, string status, DateTimeOffset createdAt, string type = "error_debugging", DateTimeOffset? resolvedAt = null, string priority = "high")
    {
        var account = await grid.AccountAsync(customer);
        account.State.Journal.List(Rows.Intervention(customer, id, status, createdAt) with { Type = type, ResolvedAt = resolvedAt, Priority = priority });
        await account.WriteAsync();
    }

    private static async Task<IReadOnlyList<States.InterventionRow>> ListAsync(TestGrid grid, string workspace, string? status) =>
        await grid.Database.ListInterventionsAsync(new(workspace, status, null, null, null, 10), CancellationToken.None);
}
