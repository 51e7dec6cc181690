using Aegis.Grains.Activity;

namespace Aegis.HostBench.Cluster;

/// <summary>A customer's activity counters and nothing else.</summary>
public interface IActivityGrain : IGrainWithStringKey
{
    /// <summary>Counts a call and confirms when that is durable.</summary>
    [Alias("RecordAsync")]
    Task RecordAsync();

    /// <summary>Answers from memory; the first call of an activation reads the state.</summary>
    [Alias("TotalAsync")]
    Task<long> TotalAsync();
}

/// <summary>Kept by our storage.</summary>
[Alias("aegis.bench.IGroupCommitGrain")]
public interface IGroupCommitGrain : IActivityGrain;

/// <summary>Kept by Orleans' AdoNet storage.</summary>
[Alias("aegis.bench.IAdoNetGrain")]
public interface IAdoNetGrain : IActivityGrain;

[GrainType("bench-group-commit")]
public sealed class GroupCommitGrain([PersistentState("activity", "Default")] IPersistentState<ActivityState> state) : ActivityGrain(state), IGroupCommitGrain;

[GrainType("bench-ado-net")]
public sealed class AdoNetGrain([PersistentState("activity", StorageOnOrleans.AdoNet)] IPersistentState<ActivityState> state) : ActivityGrain(state), IAdoNetGrain;

/// <summary>What both do.</summary>
public abstract class ActivityGrain(IPersistentState<ActivityState> state) : Grain
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RecordAsync()
    {
        if (state.State.Hours.Count == 0)
            Fill(state.State);
        UsageWindows.Count(state.State, state.State.LastCallAt!.Value.AddSeconds(1), 200, null);
        await state.WriteStateAsync();
    }

    public Task<long> TotalAsync() => Task.FromResult(state.State.TotalCalls);

    // Five weeks of a busy customer, looked at again tomorrow: the size that is written for one that is used.
    private static void Fill(ActivityState activity)
    {
        for (var hour = 0; hour < 35 * 24; hour++)
        {
            UsageWindows.Count(activity, Start.AddHours(hour), 200, null);
            if (hour % 5 == 0)
                UsageWindows.Count(activity, Start.AddHours(hour), 401, "INVALID_KEY");
        }

        activity.EvaluateAt = Start.AddYears(10);
    }
}
