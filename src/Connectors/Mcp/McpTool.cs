using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aegis.Connectors.Mcp;

/// <summary>A tool as its server declares it.</summary>
/// <param name="Description">Title and description, as a model would be told.</param>
/// <param name="InputSchema">Canonical JSON.</param>
/// <param name="Rest">All else that is declared of it (title, output schema, annotations), canonical JSON: it counts for the hash.</param>
public sealed record McpTool(string Name, string Description, string InputSchema, string Rest)
{
    private const int LongestName = 64;
    private const int LongestDescription = 4_000;
    private const int LongestSchema = 32_000;

    /// <summary>SHA-256, hex, of everything declared: any change makes another.</summary>
    public string Hash { get; } = HashOf([Name, Description, InputSchema, Rest]);

    /// <summary>Why the tool cannot be used here, or null.</summary>
    public string? Fault =>
        Name is not { Length: > 0 and <= LongestName } || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? "its name has other characters than letters, digits, _ - . or more than 64 of them"
        : Description.Length > LongestDescription ? $"its description has {Description.Length} characters: at most {LongestDescription} are taken"
        : InputSchema.Length > LongestSchema ? $"its schema has {InputSchema.Length} characters: at most {LongestSchema} are taken"
        : null;

    /// <summary>The same JSON in one form: properties in ordinal order, no blanks.</summary>
    public static string Canonical(JsonNode? json) => Sorted(json)?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => json?.DeepClone(),
    };

    private static string HashOf(string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(parts))));
}
