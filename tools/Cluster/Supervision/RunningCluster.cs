using Aegis.Cluster.Topology;

namespace Aegis.Cluster.Supervision;

/// <summary>All processes: started in order, stopped in the other.</summary>
public sealed class RunningCluster(ImmutableArray<Member> members)
{
    private readonly List<Task> _started = [];

    public ImmutableArray<Member> Members => members;

    public IEnumerable<Member> Silos => members.Where(member => member.Plan.Kind == MemberKind.Silo);

    public Member Named(string name) => members.Single(member => member.Plan.Name == name);

    /// <summary>Starts all and waits until all are ready.</summary>
    /// <exception cref="OptionException">A process says that its settings are wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in members.GroupBy(member => member.Plan.Kind).OrderBy(group => group.Key))
        {
            var runs = kind.Select(member => member.Start()).ToList();
            // The database and the sandboxes are there before anyone asks for them; api and console wait for silos themselves.
            if (kind.Key <= MemberKind.Sandbox)
                await FirstAsync(Task.WhenAll(kind.Select(member => member.ReadyAsync(cancellationToken))), runs);
            _started.AddRange(runs);
        }

        await FirstAsync(Task.WhenAll(members.Select(member => member.ReadyAsync(cancellationToken))), _started);
    }

    /// <summary>Fails when a process says that its settings are wrong; else it does not end.</summary>
    public async Task GuardAsync(CancellationToken cancellationToken) =>
        await FirstAsync(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken), _started);

    /// <summary>Console, api, silos, sandboxes, database; those of a kind together.</summary>
    public async Task StopAsync()
    {
        foreach (var kind in members.GroupBy(member => member.Plan.Kind).OrderByDescending(group => group.Key))
            await Task.WhenAll(kind.Select(member => member.StopAsync()));
    }

    public void Kill()
    {
        foreach (var member in members)
            member.Kill();
    }

    private static async Task FirstAsync(Task wanted, IEnumerable<Task> runs) => await await Task.WhenAny(runs.Prepend(wanted));
}
