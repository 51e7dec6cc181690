using System.Diagnostics;
using System.Globalization;
using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;
using Xunit.Abstractions;

namespace Aegis.Storage.IntegrationTests;

/// <summary>A sweep costs what is due, not what is registered. AEGIS_REGISTERED=1000000 compares 10,000 with so many, and prints the times.</summary>
public sealed class SweepCostTests(Databases databases, ITestOutputHelper output) : IClassFixture<Databases>
{
    private const int Due = 1_000;

    private static readonly int? s_registered =
        Environment.GetEnvironmentVariable("AEGIS_REGISTERED") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    [Theory, BothDatabases]
    public async Task Sweep_OfTheSameDue_ReadsTheSameRowsHoweverManyAreRegistered(StorageKind kind)
    {
        var (few, many) = s_registered is { } registered ? (10_000, registered) : (1_000, 20_000);

        var small = await MeasureAsync(kind, few);
        var large = await MeasureAsync(kind, many);

        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {few:N0} registered: {small.Examined} rows in {small.Time.TotalMilliseconds:0.0} ms; {many:N0} registered: {large.Examined} rows in {large.Time.TotalMilliseconds:0.0} ms; {large.Time / small.Time:0.00}×");
        output.WriteLine(summary);
        Console.WriteLine(summary);
        small.Examined.ShouldBe(Due);
        large.Examined.ShouldBe(Due);
        if (s_registered is not null)
            (large.Time / small.Time).ShouldBeLessThan(1.5);
    }

    /// <summary>Sweeps all shards a few times and takes the quickest.</summary>
    private async Task<(int Examined, TimeSpan Time)> MeasureAsync(StorageKind kind, int registered)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        await RegisterAsync(grid, registered);
        var (examined, best) = (0, TimeSpan.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            examined = 0;
            for (var shard = 0; shard < Shards.Count; shard++)
                examined += (await grid.Database.ReadDueAsync(shard, Rows.Now, 10_000, CancellationToken.None)).Count;
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        // The other way to what is due: claimed page by page, whatever the shard.
        var claimed = 0;
        for (var page = 100; page == 100; claimed += page)
            page = (await grid.Database.ClaimDueAsync(Rows.Now, Rows.Now.AddMinutes(1), 100, CancellationToken.None)).Count;
        claimed.ShouldBe(Due);
        return (examined, best);
    }

    /// <summary>Customers with a time to keep, all but the due ones later; and each with its row in the list.</summary>
    private static async Task RegisterAsync(TestGrid grid, int registered)
    {
        var (now, later) = (Rows.Now.AddMinutes(-1), Rows.Now.AddHours(1));
        long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10;
        await grid.TamperAsync(
            $"""
            INSERT INTO due (grain_key, grain_type, state_name, shard, due_at)
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {registered})
            SELECT 'default/c' || i, 'customer', 'customer', i % {Shards.Count}, CASE WHEN i < {Due} THEN {Micros(now)} ELSE {Micros(later)} + i END FROM n
            """,
            $"""
            INSERT INTO due (grain_key, grain_type, state_name, shard, due_at)
            SELECT 'default/c' || i, 'customer', 'customer', i % {Shards.Count},
                CASE WHEN i < {Due} THEN timestamptz '{now:O}' ELSE timestamptz '{later:O}' + i * interval '1 millisecond' END
            FROM generate_series(0, {registered - 1}) AS i
            """);
    }
}
