using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class MeterTests(Databases databases) : IClassFixture<Databases>
{
    [Fact]
    public async Task Meter_WhileTheGridWrites_CountsWritesBatchesAndConflicts()
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(StorageKind.Sqlite));
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, Math.Abs(value), (_, sum) => sum + Math.Abs(value)));
        listener.Start();
        var customer = TestGrid.NewCustomer();
        var (first, stale) = (await grid.CounterAsync(customer), await grid.CounterAsync(customer));
        await first.WriteAsync();
        await Should.ThrowAsync<InconsistentStateException>(stale.WriteAsync());

        // Other tests of this process write too, so these are lower bounds.
        seen["aegis.storage.writes"].ShouldBeGreaterThanOrEqualTo(1);
        seen["aegis.storage.conflicts"].ShouldBeGreaterThanOrEqualTo(1);
        seen["aegis.storage.batch.size"].ShouldBeGreaterThanOrEqualTo(2);
        seen["aegis.storage.queue.depth"].ShouldBeGreaterThanOrEqualTo(2);
        seen["aegis.storage.commit.duration"].ShouldBeGreaterThan(0);
    }
}
