using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Aegis.Interventions;

namespace Aegis.Grains.UnitTests.Interventions;

/// <summary>A customer's states without a grid: calls are counted one by one or in batches, and the rules applied after each.</summary>
internal sealed class EpisodeFigures
{
    private static readonly GrainKey Key = new("default", "acme");
    private static readonly GridOptions Options = new() { InstanceId = "run" };

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public CustomerState State { get; } = new() { Version = 1, Stage = Stage.ProductionReady, Tier = Tier.Starter };

    public ActivityState Activity { get; } = new();

    public IReadOnlyList<StoredEpisode> Episodes => State.Episodes ?? [];

    public StoredEpisode? Open => EpisodeRules.OpenOf(State, InterventionType.ErrorDebugging);

    public EpisodeFigures Wait(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>One batch: so many calls of which so many failed.</summary>
    public EpisodeFigures Calls(int calls, int errors, string? reason = "INVALID_KEY")
    {
        for (var i = 0; i < calls; i++)
            UsageWindows.Count(Activity, Now, i < errors ? 401 : 200, i < errors ? reason : null);
        return Judge();
    }

    public EpisodeFigures Judge()
    {
        var facts = CustomerView.Facts(State, Activity, Now);
        var due = Grains.Interventions.Episodes.IsDue(State, Activity, facts);
        var before = State.Journal.Ledger.Count;
        Grains.Interventions.Episodes.Record(Key, State, Activity, facts, new LeaseClock(new At(Now), Options), Options);
        if (State.Journal.Ledger.Count > before)
            due.ShouldBeTrue("what changes an episode must be seen as due");
        State.Version++;
        return this;
    }

    /// <summary>What an agent does of it: deals with the newest finding.</summary>
    public EpisodeFigures Handle()
    {
        var outcome = new InterventionOutcome("d", [], [], "m", Open!.Ticket ?? new TicketLink("KAN-1", ""));
        InterventionRules.Record(Key, State, Open.Id, Open.Finding, outcome, "system:aegis", Now).Ok.ShouldBeTrue();
        return this;
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
