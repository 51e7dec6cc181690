using System.Text.Json.Nodes;

namespace Aegis.Connectors.Tickets;

/// <summary>Plain text as an Atlassian document: a paragraph a line.</summary>
internal static class AdfText
{
    public static JsonObject ToDocument(string text) => new()
    {
        ["type"] = "doc",
        ["version"] = 1,
        ["content"] = new JsonArray([.. text.ReplaceLineEndings("\n").Split('\n').Select(Paragraph)]),
    };

    /// <summary>The document's text; marks and everything that is not text are left out.</summary>
    public static string FromDocument(JsonNode? document) =>
        document is JsonObject { } root && root["content"] is JsonArray blocks ? string.Join('\n', blocks.Select(Text)) : "";

    private static JsonNode Paragraph(string line) => new JsonObject
    {
        ["type"] = "paragraph",
        ["content"] = line.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = line }),
    };

    private static string Text(JsonNode? node) => node switch
    {
        JsonObject { } leaf when leaf["text"] is JsonValue value && value.TryGetValue<string>(out var text) => text,
        JsonObject { } block when block["content"] is JsonArray parts => string.Concat(parts.Select(Text)),
        _ => "",
    };
}
