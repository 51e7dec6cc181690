using System.Buffers.Binary;
using Aegis.Activity;
using Aegis.Storage.States;

namespace Aegis.Grains.Activity;

/// <summary>Takes a batch of events into a customer's activity.</summary>
public static class ActivityFold
{
    public const int MaxEvents = 50_000;

    /// <summary>The grain checks again what the edge checked a moment ago, when time was earlier.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Why the batch is refused, or null.</summary>
    public static Refusal? Check(ImmutableArray<ActivityEvent> events, DateTimeOffset now)
    {
        if (events.IsDefault)
            return new(RefusalKind.Invalid, "There are no events.", "events");
        if (events.Length > MaxEvents)
            return new(RefusalKind.Invalid, $"There are {events.Length} events: at most {MaxEvents} go in one batch.", "events");
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i] is not { } activity)
                return new(RefusalKind.Invalid, $"Event {i} is missing.", $"events[{i}]");
            // An event the edge found just young enough may be over the limit by now.
            var at = activity.At < now - ActivityRules.MaxAge ? now - Grace : now;
            if (ActivityRules.Check(activity, at) is { } fault)
                return fault with { Message = $"Event {i}: {fault.Message}" };
        }

        return null;
    }

    public static bool AnyWithId(ImmutableArray<ActivityEvent> events)
    {
        foreach (var activity in events)
            if (activity.Id is not null)
                return true;
        return false;
    }

    /// <summary>Counts every event that was not counted before; returns how many were.</summary>
    /// <param name="ids">Needed when an event has an id; the new ones go to the journal of the same commit.</param>
    public static int Fold(ActivityState state, ImmutableArray<ActivityEvent> events, RememberedIds? ids, DateTimeOffset now)
    {
        byte[]? hashes = null;
        var fresh = 0;
        var repeated = 0;
        foreach (var activity in events)
        {
            if (activity.Id is not null)
            {
                var id = RememberedIds.HashOf(activity.Id);
                if (!ids!.Add(id, now))
                {
                    repeated++;
                    continue;
                }

                hashes ??= new byte[events.Length * RememberedIds.BytesPerId];
                BinaryPrimitives.WriteUInt128LittleEndian(hashes.AsSpan(fresh++ * RememberedIds.BytesPerId), id);
            }

            UsageWindows.Count(state, activity.At, activity.Status, activity.Reason);
            FailureTraces.Note(state, activity.At, activity.Status, activity.Reason, activity.Endpoint, keyId: null, scheme: null);
        }

        if (hashes is not null)
            state.Journal.ActivityIds = new ActivityIdsChunk(now, hashes.AsSpan(0, fresh * RememberedIds.BytesPerId).ToArray());
        return repeated;
    }
}
