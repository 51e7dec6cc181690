using Aegis.Embedded.Simulation;
using Aegis.Simulation.Disk;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Simulation.Mutants;

/// <summary>A database that says "committed" before it is.</summary>
public sealed class AcknowledgesBeforeCommit : Mutant
{
    public override SimulatedDisk Disk(World world, DiskTables tables, Faults faults) => new Hasty(world, tables, faults);

    private sealed class Hasty(World world, DiskTables tables, Faults faults) : SimulatedDisk(world, tables, faults)
    {
        public override Task<T> WriteAsync<T>(SimulatedProcess owner, Func<DiskTables, T> change)
        {
            if (typeof(T) != typeof(IReadOnlyList<WriteVerdict>) || Rehearse(change) is not { } verdicts)
                return base.WriteAsync(owner, change);
            Do(TimeSpan.FromMilliseconds(5), () =>
            {
                if (owner.IsAlive)
                    change(Tables);
            });
            return Task.FromResult(verdicts);
        }

        // What it would say: every write at the version after its own.
        private T? Rehearse<T>(Func<DiskTables, T> change)
        {
            var promise = new Promise();
            var verdicts = change(promise);
            return promise.Committed ? verdicts : default;
        }

        private sealed class Promise : DiskTables
        {
            public bool Committed { get; private set; }

            public override IReadOnlyList<WriteVerdict> Commit(IReadOnlyList<RecordWrite> writes)
            {
                Committed = true;
                return [.. writes.Select(w => new WriteVerdict(true, w.Delete ? 0 : w.Version + 1))];
            }
        }
    }
}

/// <summary>A database that overwrites whatever version is there.</summary>
public sealed class SkipsVersionCheck : Mutant
{
    public override DiskTables Tables() => new Careless();

    private sealed class Careless : DiskTables
    {
        protected override bool VersionHolds(RecordWrite write, long stored) => true;
    }
}

/// <summary>A batch is confirmed as a whole, and its last write is not there.</summary>
public sealed class TearsBatch : Mutant
{
    public override DiskTables Tables() => new Torn();

    private sealed class Torn : DiskTables
    {
        public override IReadOnlyList<WriteVerdict> Commit(IReadOnlyList<RecordWrite> writes)
        {
            if (writes.Count < 2)
                return base.Commit(writes);
            var last = writes[^1];
            return [.. base.Commit([.. writes.SkipLast(1)]), new WriteVerdict(true, last.Delete ? 0 : last.Version + 1)];
        }
    }
}

/// <summary>State and journal are two writes, and now and then the second one is lost.</summary>
public sealed class WritesTwice : Mutant
{
    public override DiskTables Tables() => new Dual();

    private sealed class Dual : DiskTables
    {
        private int _writes;

        protected override WriteVerdict Apply(RecordWrite write) =>
            base.Apply(++_writes % 20 == 0 ? write with { Ledger = [], Journal = new Journal().Take() } : write);
    }
}

/// <summary>What is in flight is not due.</summary>
public sealed class ForgetsDueRows : Mutant
{
    public override DiskTables Tables() => new Forgetful();

    private sealed class Forgetful : DiskTables
    {
        protected override void SaveDue(RecordKey record, RecordWrite write) => Due.Remove(record);
    }
}

/// <summary>News are taken out of the outbox and lost when the relay's answer is.</summary>
public sealed class DropsOutbox : Mutant
{
    public override DiskTables Tables() => new Leaky();

    private sealed class Leaky : DiskTables
    {
        private int _taken;

        public override IReadOnlyList<EventRow> NumberOutbox(int limit)
        {
            if (Outbox.Count > 0 && ++_taken % 10 == 0)
                Outbox.RemoveAt(0);
            return base.NumberOutbox(limit);
        }
    }
}

/// <summary>Events get their number before it is certain that they come.</summary>
public sealed class NumbersWithGaps : Mutant
{
    public override DiskTables Tables() => new Gappy();

    private sealed class Gappy : DiskTables
    {
        protected override long NextEvent()
        {
            var next = base.NextEvent();
            return next % 7 == 0 ? base.NextEvent() : next;
        }
    }
}

/// <summary>A ledger entry is dropped now and then.</summary>
public sealed class DropsLedgerEntry : Mutant
{
    public override DiskTables Tables() => new Lossy();

    private sealed class Lossy : DiskTables
    {
        private int _rows;

        protected override void SaveLedger(RecordWrite write) =>
            base.SaveLedger(write with { Ledger = [.. write.Ledger.Where(_ => ++_rows % 15 != 0)] });
    }
}

/// <summary>The ids of counted events are not remembered.</summary>
public sealed class ForgetsActivityIds : Mutant
{
    public override DiskTables Tables() => new Amnesiac();

    private sealed class Amnesiac : DiskTables
    {
        protected override void SaveActivityIds(string customerKey, ActivityIdsChunk ids)
        {
        }
    }
}
