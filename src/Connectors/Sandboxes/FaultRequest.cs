using System.Text.Json;

namespace Aegis.Connectors.Sandboxes;

/// <summary>The body of PUT /_sandbox/faults; the fields are those of <see cref="Fault"/>.</summary>
/// <param name="Seed">Starts chance anew.</param>
internal sealed record FaultRequest(FaultKind? Kind, double? Probability, int? Count, string? Operation, double? DelayMs, int? Seed)
{
    /// <summary>What is wrong, naming the field, or null.</summary>
    public string? Error(IReadOnlyList<string> operations) => this switch
    {
        { Kind: null } => $"kind is missing; use one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}.",
        { Operation: { } name } when !operations.Contains(name) => $"operation is {name}; use one of {string.Join(", ", operations)}.",
        { DelayMs: { } ms } when !(ms is >= 0 and <= 3_600_000) => $"delayMs is {ms}; use 0 to 3600000.",
        _ => ToFault().Error(),
    };

    public Fault ToFault() => new()
    {
        Kind = Kind ?? throw new InvalidOperationException("A fault without a kind."),
        Probability = Probability,
        Count = Count,
        Operation = Operation,
        Delay = DelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
    };

    public static FaultRequest From(Fault fault) =>
        new(fault.Kind, fault.Probability, fault.Count, fault.Operation, fault.Delay?.TotalMilliseconds, null);
}
