using Aegis.Grains.Activity;

namespace Aegis.HostBench.Cluster;

/// <summary>A customer's activity counters and nothing else.</summary>
public interface IActivityGrain : IGrainWithStringKey
{
    /// <summary>Counts a call and confirms when that is durable.</summary>
    /// <param name="hours">How many hours of use a new customer has behind it.</param>
    [Alias("RecordAsync")]
    Task RecordAsync(int hours);

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

    /// <summary>A customer's state after so many hours of use. Nothing is due: a due row is more than the other storage keeps.</summary>
    public static ActivityState After(int hours)
    {
        var activity = new ActivityState();
        Fill(activity, hours);
        return activity;
    }

    public async Task RecordAsync(int hours)
    {
        if (state.State.Hours.Count == 0)
            Fill(state.State, hours);
        UsageWindows.Count(state.State, state.State.LastCallAt!.Value.AddSeconds(1), 200, null);
        await state.WriteStateAsync();
    }

    public Task<long> TotalAsync() => Task.FromResult(state.State.TotalCalls);

    private static void Fill(ActivityState activity, int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            UsageWindows.Count(activity, Start.AddHours(hour), 200, null);
            if (hour % 5 == 0)
                UsageWindows.Count(activity, Start.AddHours(hour), 401, "INVALID_KEY");
        }
    }
}
