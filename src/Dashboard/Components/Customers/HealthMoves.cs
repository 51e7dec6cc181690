using System.Text.Json;
using Aegis.Directory;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>The entries of a ledger that tell why health is what it is.</summary>
internal static class HealthMoves
{
    public static readonly string[] Kinds =
        ["health_", "stage_", "tier_", "key_issued", "key_revoked", "key_rotated", "episode_", "intervention_resolved", "intervention_snoozed", "customer_imported", "taken_over"];

    private static readonly string[] s_byWeight = ["bad", "warn", "good", "busy"];

    /// <summary>The colour of what became of it.</summary>
    public static string Tone(LedgerEntry entry) => entry.Kind switch
    {
        "health_changed" => Read(entry, "to") switch { "healthy" => "good", "needs_attention" => "warn", "at_risk" => "bad", _ => "busy" },
        "episode_opened" or "episode_worsened" => "bad",
        "episode_closed" or "intervention_resolved" => "good",
        "stage_changed" or "tier_changed" => "busy",
        _ => "",
    };

    /// <summary>The colour of several at once: what is bad shows first.</summary>
    public static string Worst(IEnumerable<LedgerEntry> entries)
    {
        var tones = entries.Select(Tone).ToHashSet(StringComparer.Ordinal);
        return s_byWeight.FirstOrDefault(tones.Contains, "");
    }

    /// <summary>Why health was judged so, a sentence each.</summary>
    public static IEnumerable<string> Reasons(LedgerEntry entry)
    {
        if (entry is not { Kind: "health_changed", Data: { } json })
            return [];
        using var body = JsonDocument.Parse(json);
        return body.RootElement.TryGetProperty("riskFactors", out var factors) && factors.ValueKind == JsonValueKind.Array
            ? [.. factors.EnumerateArray().Select(f => f.GetString() ?? "")]
            : [];
    }

    private static string? Read(LedgerEntry entry, string name)
    {
        if (entry.Data is not { } json)
            return null;
        using var body = JsonDocument.Parse(json);
        return body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
