using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>A tool of a Jira MCP server for one purpose, and how it takes its arguments: servers name them differently.</summary>
/// <param name="Action">What its argument "action" must be, where one tool does several things; else null.</param>
internal sealed record JiraTool(McpTool Tool, JsonObject Properties, string? Action)
{
    private static readonly ImmutableArray<string> Extras = ["additional_fields", "additionalFields", "customFields", "custom_fields", "fields"];

    /// <summary>Begins the arguments of a call.</summary>
    public JsonObject Arguments() => Action is null ? [] : new JsonObject { ["action"] = Action };

    /// <summary>Sets the argument of any of the names; false where the tool has none of them.</summary>
    public bool Set(JsonObject arguments, JsonNode value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Properties.ContainsKey(name))
                continue;
            arguments[name] = value is JsonArray list && !Takes(name, "array") ? string.Join(',', list.Select(item => item!.GetValue<string>())) : value;
            return true;
        }

        return false;
    }

    /// <summary>Sets a field of Jira's that has no argument of its own; false where there is no place for it.</summary>
    public bool SetField(JsonObject arguments, string field, JsonNode value)
    {
        if (Extras.FirstOrDefault(Properties.ContainsKey) is not { } extra)
            return false;
        var fields = arguments[extra] switch
        {
            JsonObject given => given,
            JsonValue text => (JsonObject)JsonNode.Parse(text.GetValue<string>())!,
            _ => [],
        };
        fields[field] = value;
        arguments[extra] = Takes(extra, "object") ? fields.DeepClone() : fields.ToJsonString();
        return true;
    }

    private bool Takes(string name, string type) => Types(Properties[name]).Contains(type) || !Types(Properties[name]).Any();

    private static IEnumerable<string> Types(JsonNode? schema) => schema is not JsonObject declared ? [] :
        (declared["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()),
            JsonValue one when one.GetValueKind() == JsonValueKind.String => [one.GetValue<string>()],
            _ => [],
        }).Concat((declared["anyOf"] as JsonArray ?? []).SelectMany(Types));
}
