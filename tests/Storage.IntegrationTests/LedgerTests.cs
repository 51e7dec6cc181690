using System.Text;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Ledger;

namespace Aegis.Storage.IntegrationTests;

public sealed class LedgerTests(Databases databases) : IClassFixture<Databases>
{
    // What is done to entry 3 of 5 (SQLite's text, PostgreSQL's where it differs), and the entry that must be named.
    private static readonly Dictionary<string, (string Sqlite, string? Postgres, long Seq, string Problem)> _tampering = new()
    {
        ["at"] = ("UPDATE ledger SET at = at + 1 WHERE {0} AND seq = 3", "UPDATE ledger SET at = at + interval '1 microsecond' WHERE {0} AND seq = 3", 3, "not what was written"),
        ["kind"] = ("UPDATE ledger SET kind = 'other' WHERE {0} AND seq = 3", null, 3, "not what was written"),
        ["actor"] = ("UPDATE ledger SET actor = 'admin:mallory' WHERE {0} AND seq = 3", null, 3, "not what was written"),
        ["action_id"] = ("UPDATE ledger SET action_id = NULL WHERE {0} AND seq = 3", null, 3, "not what was written"),
        ["body"] = ("UPDATE ledger SET body = x'00' WHERE {0} AND seq = 3", @"UPDATE ledger SET body = '\x00' WHERE {0} AND seq = 3", 3, "not what was written"),
        ["hash"] = ("UPDATE ledger SET hash = x'00' WHERE {0} AND seq = 3", @"UPDATE ledger SET hash = '\x00' WHERE {0} AND seq = 3", 3, "not what was written"),
        ["seq"] = ("UPDATE ledger SET seq = 33 WHERE {0} AND seq = 3", null, 3, "missing"),
        ["delete"] = ("DELETE FROM ledger WHERE {0} AND seq = 3", null, 3, "missing"),
        ["delete first"] = ("DELETE FROM ledger WHERE {0} AND seq = 1", null, 1, "missing"),
        ["truncate"] = ("DELETE FROM ledger WHERE {0} AND seq > 3", null, 4, "cut off after entry 3"),
        ["delete all"] = ("DELETE FROM ledger WHERE {0}", null, 1, "cut off after entry 0"),
        ["append"] = ("INSERT INTO ledger (customer_key, seq, at, kind, actor, body, hash) SELECT customer_key, 6, at, kind, actor, body, hash FROM ledger WHERE {0} AND seq = 5", null, 6, "not what was written"),
        ["state"] = ("DELETE FROM states WHERE grain_key = {1}", null, 5, "state, which holds the head of the chain, is missing"),
        ["head"] = ("UPDATE states SET json = json_set(json, '$.head.seq', 4) WHERE grain_key = {1}", "UPDATE states SET json = jsonb_set(json::jsonb, '{{head,seq}}', '4') WHERE grain_key = {1}", 4, "not the one the customer's state holds"),
    };

    public static TheoryData<StorageKind, string> Tamperings()
    {
        var data = new TheoryData<StorageKind, string>();
        foreach (var name in _tampering.Keys)
        {
            data.Add(StorageKind.Sqlite, name);
            data.Add(StorageKind.Postgres, name);
        }

        return data;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Verify_AfterTampering_NamesTheFirstBrokenEntry(StorageKind kind, string tampering)
    {
        var grid = await databases.GridAsync(kind);
        var customer = await WithEntriesAsync(grid, 5);
        (await BreaksAsync(grid, customer)).ShouldBeEmpty();
        var (sqlite, postgres, seq, problem) = _tampering[tampering];
        var where = new object[] { $"customer_key = '{customer}'", $"'{customer}'" };

        (await grid.TamperAsync(string.Format(sqlite, where), postgres is null ? null : string.Format(postgres, where))).ShouldBeGreaterThan(0);

        var broken = (await BreaksAsync(grid, customer)).ShouldHaveSingleItem();
        broken.Seq.ShouldBe(seq);
        broken.Problem.ShouldContain(problem);
    }

    [Theory, BothDatabases]
    public async Task Verify_AfterTwoEntriesWereSwapped_NamesTheFirst(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = await WithEntriesAsync(grid, 5);

        await grid.TamperAsync($"UPDATE ledger SET seq = 99 WHERE customer_key = '{customer}' AND seq = 2");
        await grid.TamperAsync($"UPDATE ledger SET seq = 2 WHERE customer_key = '{customer}' AND seq = 3");
        await grid.TamperAsync($"UPDATE ledger SET seq = 3 WHERE customer_key = '{customer}' AND seq = 99");

        (await BreaksAsync(grid, customer)).ShouldHaveSingleItem().Seq.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Verify_OfALedgerCutOffTogetherWithItsHead_IsFoundByAnchorsOnly(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = await WithEntriesAsync(grid, 5);
        var verifier = new LedgerVerifier(grid.Database, grid.Sealer);
        var exported = new StringWriter();
        await verifier.VerifyAsync(onHead: head => LedgerAnchors.WriteAsync(exported, head));
        var anchors = (await LedgerAnchors.ReadAsync(new StringReader(exported.ToString()))).Where(a => $"{a.Workspace}/{a.CustomerId}" == customer).ToList();
        anchors.ShouldHaveSingleItem().Seq.ShouldBe(5);
        var third = Convert.ToHexStringLower((await grid.Database.ReadLedgerAsync(anchors[0].Workspace, anchors[0].CustomerId, 2, 1, CancellationToken.None)).Rows[0].Hash);

        await grid.TamperAsync($"DELETE FROM ledger WHERE customer_key = '{customer}' AND seq > 3");
        await grid.TamperAsync(
            $"UPDATE states SET json = json_set(json, '$.head.seq', 3, '$.head.hash', '{third}') WHERE grain_key = '{customer}'",
            $$"""UPDATE states SET json = jsonb_set(json::jsonb, '{head}', '{"seq":3,"hash":"{{third}}"}') WHERE grain_key = '{{customer}}'""");

        (await BreaksAsync(grid, customer)).ShouldBeEmpty();
        (await verifier.VerifyAsync(anchors)).Breaks.Single(b => b.CustomerId == anchors[0].CustomerId).Seq.ShouldBe(4);
    }

    [Theory, BothDatabases]
    public async Task Verify_BesideWriters_FindsNothingWrong(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        var customers = new List<TestRecord<AccountState>>();
        for (var i = 0; i < 5; i++)
            customers.Add(await grid.AccountAsync(TestGrid.NewCustomer()));
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(customers.Select(async account =>
        {
            while (!stop.IsCancellationRequested)
            {
                account.State.Journal.Append(Rows.Entry());
                await account.WriteAsync();
            }
        }));

        for (var i = 0; i < 10; i++)
            (await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync()).Breaks.ShouldBeEmpty();

        await stop.CancelAsync();
        await writing;
    }

    [Theory, BothDatabases]
    public async Task Verify_OfMoreThanAPage_CountsEveryLedgerAndEntry(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        var accounts = await Task.WhenAll(Enumerable.Range(0, 230).Select(_ => grid.AccountAsync(TestGrid.NewCustomer())));
        foreach (var account in accounts)
            account.State.Journal.Append(Rows.Entry());
        for (var i = 0; i < 600; i++)
            accounts[0].State.Journal.Append(Rows.Entry());
        await Task.WhenAll(accounts.Select(a => a.WriteAsync()));

        var report = await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync();

        report.ShouldSatisfyAllConditions(r => r.IsClean.ShouldBeTrue(), r => r.Ledgers.ShouldBe(230), r => r.Entries.ShouldBe(830));
    }

    [Theory, BothDatabases]
    public async Task Body_OpenedWithTheCustomersKey_IsWhatWasWritten(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = await WithEntriesAsync(grid, 2);
        var (workspace, id) = Rows.Split(customer);

        var ledger = await grid.Database.ReadLedgerAsync(workspace, id, 1, 10, CancellationToken.None);

        var row = ledger.Rows.ShouldHaveSingleItem();
        var body = grid.Sealer.Open(grid.Sealer.Unwrap(ledger.WrappedKey!), row.SealedData, LedgerChain.Context(workspace, id, row.Seq));
        Encoding.UTF8.GetString(body).ShouldBe("""{"n":2}""");
    }

    private static async Task<string> WithEntriesAsync(TestGrid grid, int count)
    {
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        for (var n = 1; n <= count; n++)
        {
            account.State.Journal.Append(Rows.Entry($$"""{"n":{{n}}}""", actionId: $"act_{n}"));
            if (n != 2)
                await account.WriteAsync();
        }

        await account.WriteAsync();
        return customer;
    }

    private static async Task<IEnumerable<LedgerBreak>> BreaksAsync(TestGrid grid, string customer) =>
        (await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync()).Breaks.Where(b => $"{b.Workspace}/{b.CustomerId}" == customer);
}
