using System.Text.Json.Serialization;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Monitoring;

/// <summary>The checks of a workspace: the one that runs, and the last ones.</summary>
public sealed class MonitorCheckState : GridState
{
    /// <summary>Oldest first.</summary>
    public List<StoredCheck> Checks { get; set; } = [];

    /// <summary>Held by the instance that sweeps; null when none runs.</summary>
    public Lease? Lease { get; set; }

    [JsonIgnore]
    public StoredCheck? Running => Checks.Find(check => check.FinishedAt is null);

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => Lease?.ExpiresAt;
}

/// <param name="NextShard">The first shard not swept yet.</param>
public sealed record StoredCheck(
    string Id, DateTimeOffset StartedAt, int NextShard = 0, long Examined = 0, long Woken = 0, DateTimeOffset? FinishedAt = null, long Opened = 0);

[JsonSerializable(typeof(MonitorCheckState))]
public sealed partial class MonitoringJson : JsonSerializerContext;
