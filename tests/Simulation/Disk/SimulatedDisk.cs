using Aegis.Embedded.Simulation;

namespace Aegis.Simulation.Disk;

/// <summary>A database server: takes time, fails, loses answers. What a killed process had asked for may still be done.</summary>
public class SimulatedDisk(World world, DiskTables tables, Faults faults)
{
    private readonly SimulatedProcess _machine = world.Start("disk");
    private readonly Dice _dice = world.Dice.Fork();

    public DiskTables Tables => tables;

    public Task<T> ReadAsync<T>(Func<DiskTables, T> query)
    {
        var answer = new TaskCompletionSource<T>();
        var fails = faults.NextDiskFate() == DiskFate.Fails;
        Do(faults.Latency(), () =>
        {
            if (fails)
                answer.SetException(new IOException("The simulated disk could not read."));
            else
                answer.SetResult(query(tables));
        });
        return answer.Task;
    }

    public virtual Task<T> WriteAsync<T>(SimulatedProcess owner, Func<DiskTables, T> change)
    {
        var answer = new TaskCompletionSource<T>();
        var fate = faults.NextDiskFate();
        var lostWithOwner = _dice.Below(2) == 0;
        if (fate == DiskFate.Late)
            Do(faults.Latency(), () => answer.SetException(new IOException("The simulated connection broke.")));
        Do(fate == DiskFate.Late ? _dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(30)) : faults.Latency(), () =>
        {
            if (fate == DiskFate.Fails || (!owner.IsAlive && lostWithOwner))
            {
                answer.TrySetException(new IOException("The simulated disk could not write."));
                return;
            }

            var result = change(tables);
            world.Note((ulong)tables.Events.Count ^ ((ulong)tables.States.Count << 20));
            Do(faults.Latency(), () =>
            {
                if (fate == DiskFate.Sound)
                    answer.TrySetResult(result);
                else
                    answer.TrySetException(new IOException("The simulated disk's answer was lost."));
            });
        });
        return answer.Task;
    }

    /// <summary>Does something on the disk's machine after a while; it outlives the processes that asked.</summary>
    protected void Do(TimeSpan after, Action work) =>
        _machine.Clock.CreateTimer(_ => work(), null, after, Timeout.InfiniteTimeSpan);
}
