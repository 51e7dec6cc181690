using System.Text;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class SecretTests(Databases databases) : IClassFixture<Databases>
{
    private const string Canary = "sk_live_CANARY7f3a9b";
    private const string Clear = "clear_marker_5d41402a";

    [Fact]
    public async Task Canary_SealedEverywhereItMayGo_IsNowhereInTheFiles()
    {
        var options = await databases.NewAsync(StorageKind.Sqlite);
        await using var grid = await TestGrid.OpenAsync(options);
        await WriteCanaryAsync(grid);

        var files = Directory.GetFiles(options.DataDirectory, "aegis.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToList();

        files.Count.ShouldBeGreaterThan(1);
        files.Any(file => Contains(file, Clear)).ShouldBeTrue("the search must find what is stored in the clear");
        files.Where(file => Contains(file, Canary)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Canary_SealedEverywhereItMayGo_IsInNoRowOfPostgres()
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(StorageKind.Postgres));
        await WriteCanaryAsync(grid);

        var (found, control) = (0L, 0L);
        foreach (var table in Moving.MovedTable.All)
        {
            found += await grid.CountAsync(RowsWith(table.Name, Canary));
            control += await grid.CountAsync(RowsWith(table.Name, Clear));
        }

        control.ShouldBeGreaterThan(0);
        found.ShouldBe(0);
    }

    // bytea is shown as hex, so a secret stored as bytes would be found by its hex.
    private static string RowsWith(string table, string text) =>
        $"SELECT count(*) FROM {table} AS t WHERE t::text LIKE '%{text}%' OR t::text LIKE '%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))}%'";

    private static async Task WriteCanaryAsync(TestGrid grid)
    {
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        account.State.Name = Clear;
        account.State.Secret = grid.Sealer.Seal(account.State.Key!, Encoding.UTF8.GetBytes(Canary), "key_1");
        account.State.Journal.Append(Rows.Entry($$"""{"secret":"{{Canary}}"}"""));
        account.State.Journal.Index(Rows.Key(customer, grid.Sealer.Hash("key", Canary)));
        await account.WriteAsync();
        var diary = await grid.DiaryAsync(customer);
        diary.State.Text = Canary;
        await diary.WriteAsync();
        (await grid.DiaryAsync(customer)).State.Text.ShouldBe(Canary);
    }

    private static bool Contains(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
