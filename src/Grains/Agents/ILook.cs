using System.Text.Json.Serialization;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Agents.Growth;
using Aegis.Grains.Agents.Mcp;
using Aegis.Grains.Agents.Resolution;

namespace Aegis.Grains.Agents;

/// <summary>A tool that reads and changes nothing; actions go through the customer's grain instead.</summary>
public interface ILook
{
    /// <summary>The tool's name.</summary>
    string Tool { get; }

    /// <summary>Looks. What cannot be read is a finding that says so, not an exception.</summary>
    Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken);
}

/// <param name="Facts">What is known so far; the customer is the turn's own.</param>
public sealed record LookRequest(IGrainFactory Grains, Facts Facts, ImmutableSortedDictionary<string, string> Arguments);

/// <summary>What a look found; a tool with more to tell derives its own.</summary>
/// <param name="Details">The evidence in one line, for the turn's step; no secrets.</param>
/// <param name="Output">Facts by name, for the playbook.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)]
[JsonDerivedType(typeof(FailureFinding), "failures"), JsonDerivedType(typeof(KeyFinding), "keys"), JsonDerivedType(typeof(ProbeFinding), "probes")]
[JsonDerivedType(typeof(McpFinding), "mcp"), JsonDerivedType(typeof(KnowledgeFinding), "knowledge"), JsonDerivedType(typeof(TicketFinding), "ticket"), JsonDerivedType(typeof(HealthFinding), "health")]
public record Finding(string Tool, string Details, ImmutableSortedDictionary<string, string> Output)
{
    /// <summary>What a model is told of it, where that is more than the details; whoever passes it on marks it as data.</summary>
    [JsonIgnore]
    public virtual string Told => Output.IsEmpty ? Details : $"{Details}\n{string.Join('\n', Output.Select(pair => $"{pair.Key}: {pair.Value}"))}";
}
