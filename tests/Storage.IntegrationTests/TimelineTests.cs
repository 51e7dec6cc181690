using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.States;

namespace Aegis.Storage.IntegrationTests;

/// <summary>A ledger read from its newest end, through filters.</summary>
public sealed class TimelineTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly (string Kind, string Actor, string? ActionId)[] Entries =
    [
        ("customer_created", "agent:backend", null),
        ("action_intended", "agent:onboarding for customer:acme", "act_1"),
        ("key_issued", "agent:onboarding for customer:acme", "act_1"),
        ("health_changed", "system:aegis", null),
        ("key_revealed", "customer:acme", null),
        ("actionable", "admin:alice", null),
    ];

    [Theory, BothDatabases]
    public async Task Read_WithoutFilters_IsNewestFirstPageByPage(StorageKind kind)
    {
        var (grid, customer) = await WithEntriesAsync(kind);

        (await SeqsAsync(grid, customer, limit: 4)).ShouldBe([6, 5, 4, 3]);
        (await SeqsAsync(grid, customer, before: 3)).ShouldBe([2, 1]);
    }

    [Theory, BothDatabases]
    public async Task Read_OfKinds_TakesTheirBeginningsLiterally(StorageKind kind)
    {
        var (grid, customer) = await WithEntriesAsync(kind);

        // The underscore is no wildcard: "actionable" is no "action_".
        (await SeqsAsync(grid, customer, kinds: ["action_", "key_"])).ShouldBe([5, 3, 2]);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite, "agents", new long[] { 3, 2 })]
    [InlineData(StorageKind.Sqlite, "aegis", new long[] { 4 })]
    [InlineData(StorageKind.Sqlite, "customer", new long[] { 5 })]
    [InlineData(StorageKind.Sqlite, "people", new long[] { 6, 1 })]
    [InlineData(StorageKind.Postgres, "agents", new long[] { 3, 2 })]
    [InlineData(StorageKind.Postgres, "aegis", new long[] { 4 })]
    [InlineData(StorageKind.Postgres, "customer", new long[] { 5 })]
    [InlineData(StorageKind.Postgres, "people", new long[] { 6, 1 })]
    public async Task Read_OfSomebody_TellsThemApart(StorageKind kind, string who, long[] seqs)
    {
        var (grid, customer) = await WithEntriesAsync(kind);

        (await SeqsAsync(grid, customer, who: who)).ShouldBe(seqs);
    }

    [Theory, BothDatabases]
    public async Task Read_OfAnActionUntilATime_KeepsToBoth(StorageKind kind)
    {
        var (grid, customer) = await WithEntriesAsync(kind);

        (await SeqsAsync(grid, customer, action: "act_1")).ShouldBe([3, 2]);
        (await SeqsAsync(grid, customer, action: "act_1", until: Rows.Now.AddMinutes(2))).ShouldBe([2]);
        (await SeqsAsync(grid, customer, until: Rows.Now)).ShouldBeEmpty();
    }

    private async Task<(TestGrid Grid, string Customer)> WithEntriesAsync(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("timeline");
        var account = await grid.AccountAsync(customer);
        foreach (var (i, (name, actor, action)) in Entries.Index())
            account.State.Journal.Append(new LedgerDraft(Rows.Now.AddMinutes(i + 1), name, actor, action, "{}"));
        await account.WriteAsync();
        return (grid, customer);
    }

    private static async Task<IEnumerable<long>> SeqsAsync(
        TestGrid grid, string customer, string[]? kinds = null, string? who = null, string? action = null, long? before = null, DateTimeOffset? until = null, int limit = 10)
    {
        var (workspace, id) = Rows.Split(customer);
        var read = await grid.Database.ReadTimelineAsync(new(workspace, id, kinds ?? [], who, action, before, until, limit), CancellationToken.None);
        read.WrappedKey.ShouldNotBeNull();
        return read.Rows.Select(row => row.Seq);
    }
}
