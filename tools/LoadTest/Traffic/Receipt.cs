using System.Text.Json;

namespace Aegis.LoadTest.Traffic;

/// <summary>What an answer to a report says of its lines: all but the rejected ones, by number from 1, are durable.</summary>
internal sealed record Receipt(IReadOnlyList<int> Rejected)
{
    /// <summary>Null when the answer says nothing of lines.</summary>
    public static Receipt? Of(Answer answer) =>
        answer.Json() is { } json && json.TryGetProperty("rejected", out var rejected) && rejected.ValueKind == JsonValueKind.Array
            ? new([.. rejected.EnumerateArray().Select(line => line.GetProperty("line").GetInt32())])
            : null;
}
