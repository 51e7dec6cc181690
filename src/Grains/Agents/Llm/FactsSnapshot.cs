using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Actions;
using Aegis.Agents;
using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Llm;

/// <summary>What an agent knew, as it is kept with the turn's record. No signature of an actor is part of it.</summary>
internal sealed record FactsSnapshot(
    TurnWork Work, string PublicUrl, Customer? Profile, ImmutableArray<ApiKey> Keys, ImmutableArray<ActionRecord> History, Workflow? Workflow, ImmutableArray<ActionRecord> Taken, Halt? Halt, ImmutableArray<Finding> Findings)
{
    private const int Longest = 150_000;

    /// <summary>Null where it is too large to keep.</summary>
    public static string? Of(Facts facts, string publicUrl)
    {
        var work = facts.Work with
        {
            Actor = facts.Work.Actor with { Signature = "" },
            Worker = null,
            Message = facts.Work.Message is { } message ? PromptMask.Apply(message) : null,
            Before = facts.Work.Before is { } before ? PromptMask.Apply(before) : null,
            Memory = facts.Work.Memory is { } memory ? new(null, [], memory.Language) : null,
        };
        var json = JsonSerializer.Serialize(
            new FactsSnapshot(work, publicUrl, facts.Profile, facts.Keys, facts.History, facts.Workflow, facts.Taken, facts.Halt, facts.Findings), SnapshotJson.Default.FactsSnapshot);
        return json.Length <= Longest ? json : null;
    }

    /// <summary>What was kept; null where nothing was, or by a version that wrote it otherwise.</summary>
    public static FactsSnapshot? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, SnapshotJson.Default.FactsSnapshot);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The facts again, for work on the same turn, or as they were.</summary>
    public Facts Facts(TurnWork? work = null) => new(work ?? Work, Profile, Keys, History, Workflow, Taken, Halt) { Findings = Findings };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FactsSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
