using System.Text.Json.Serialization;
using Aegis.Agents;
using Aegis.Storage.States;

namespace Aegis.Grains.Agents.Llm;

/// <summary>The records of one turn, sealed under the customer's key.</summary>
public sealed class TurnRecordState : SealedGridState
{
    public string? TurnId { get; set; }

    /// <summary>Of the last attempt that wrote here; of any turn, since they count on.</summary>
    public long Epoch { get; set; }

    /// <summary>One an intent of the turn's message.</summary>
    public List<TurnRecord> Parts { get; set; } = [];

    public override bool WholeSealed => true;

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

/// <summary>What a workspace spends on models in a day.</summary>
public sealed class ModelBudgetState : GridState
{
    /// <summary>As 2026-11-22, UTC.</summary>
    public string Day { get; set; } = "";

    public long Calls { get; set; }

    public long Tokens { get; set; }

    public long Micros { get; set; }

    /// <summary>What is set aside for calls that are not settled, by call.</summary>
    public Dictionary<string, SetAside> Reserved { get; set; } = [];

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

public sealed record SetAside(long Tokens, long Micros);

/// <summary>The stored form of what models were asked and cost.</summary>
[JsonSerializable(typeof(TurnRecordState))]
[JsonSerializable(typeof(ModelBudgetState))]
internal sealed partial class LlmJson : JsonSerializerContext;
