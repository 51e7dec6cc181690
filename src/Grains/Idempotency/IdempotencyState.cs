using System.Text.Json.Serialization;
using Aegis.Idempotency;
using Aegis.Storage.States;

namespace Aegis.Grains.Idempotency;

/// <summary>The answer to one Idempotency-Key. It may hold what a customer wrote, so the whole of it is sealed, under a key of the edge's own.</summary>
public sealed class IdempotencyState : SealedGridState
{
    /// <summary>Who may have it again.</summary>
    public string? Owner { get; set; }
    public string? RequestHash { get; set; }
    public StoredAnswer? Answer { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }

    public override bool WholeSealed => true;

    public override string KeyScope => "$edge";

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => ExpiresAt;
}

/// <summary>The stored form of kept answers.</summary>
[JsonSerializable(typeof(IdempotencyState))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
