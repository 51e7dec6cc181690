using System.Text.Json.Serialization;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Conversations;

/// <summary>A customer's conversation. What people write is personal, so the whole of it is sealed.</summary>
public sealed class ConversationState : SealedGridState
{
    /// <summary>Oldest first.</summary>
    public List<StoredTurn> Turns { get; set; } = [];

    /// <summary>The turn at work, under the lease its worker holds.</summary>
    public RunningTurn? Running { get; set; }

    /// <summary>The last epoch given to a worker.</summary>
    public long Epoch { get; set; }

    /// <summary>Before this nothing is begun, after an attempt that failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public bool TakenOver { get; set; }

    /// <summary>Who took over, and when; null while Aegis drives.</summary>
    public Wheel? Wheel { get; set; }

    /// <summary>When a person last took the wheel, wrote or handed back: what came before no longer waits for one.</summary>
    public DateTimeOffset? AttendedAt { get; set; }

    /// <summary>The ordinal of the last turn.</summary>
    public long LastOrdinal { get; set; }

    /// <summary>What is remembered of turns that are forgotten, a line each; null for nothing.</summary>
    public string? Summary { get; set; }

    /// <summary>What a model made of older turns, and up to which; null when none did.</summary>
    public WrittenSummary? Written { get; set; }

    public override bool WholeSealed => true;

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt =>
        Running?.Lease.ExpiresAt
        ?? (TakenOver ? null : RetryAt ?? Turns.Where(t => t.Status == TurnStatus.Queued).Min(t => t.NotBefore ?? (DateTimeOffset?)t.At));
}

/// <param name="UpTo">The ordinal of the last turn it tells of.</param>
public sealed record WrittenSummary(long UpTo, string Text);

/// <summary>Which turn is at work, and until when its worker is trusted.</summary>
public sealed record RunningTurn(string TurnId, Lease Lease);
