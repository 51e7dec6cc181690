using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Grains.Catalogue;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>The arguments of a server's tool: from its JSON schema to the table of tools, and from text by name to the JSON it is called with.</summary>
public static class McpArguments
{
    private const int LongestText = 8_000;
    private const int LongestName = 64;
    private const int Most = 40;

    /// <summary>The arguments, or null where the schema is one that cannot be offered.</summary>
    public static ImmutableArray<ToolArgument>? Of(string schema)
    {
        if (JsonNode.Parse(schema) is not JsonObject root)
            return null;
        if (root["properties"] is not JsonObject properties)
            return [];
        var required = (root["required"] as JsonArray ?? []).Select(name => name?.ToString()).ToHashSet();
        return properties.Count > Most || properties.Any(p => p.Key.Length is 0 or > LongestName) ? null
            : [.. properties.Select(p => Of(p.Key, p.Value as JsonObject ?? [], required.Contains(p.Key)))];
    }

    /// <summary>The call's arguments. They were checked against the table.</summary>
    public static JsonObject ToJson(ImmutableArray<ToolArgument> known, ImmutableSortedDictionary<string, string> given)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in given)
            arguments[name] = known.FirstOrDefault(argument => argument.Name == name)?.Type is null or ArgumentType.Text ? value : JsonNode.Parse(value);
        return arguments;
    }

    private static ToolArgument Of(string name, JsonObject schema, bool required) =>
        new(name, schema["description"]?.ToString() ?? name, LongestText)
        {
            Required = required,
            Lines = true,
            Type = schema["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String ? type.GetValue<string>() switch
            {
                "string" => ArgumentType.Text,
                "integer" => ArgumentType.Whole,
                "number" => ArgumentType.Number,
                "boolean" => ArgumentType.Flag,
                _ => ArgumentType.Json,
            } : ArgumentType.Json,
            OneOf = schema["enum"] is JsonArray values && values.All(v => v is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                ? [.. values.Select(v => v!.GetValue<string>())] : default,
            // What refers to another part of the schema means nothing by itself.
            Schema = schema.ToJsonString() is var own && own.Contains("\"$ref\"", StringComparison.Ordinal) ? null : own,
        };
}
