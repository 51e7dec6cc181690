using System.Buffers;
using System.Text.Json;

namespace Aegis.Grains.Catalogue;

/// <summary>A tool's arguments as JSON schema, for a model.</summary>
public static class ToolSchema
{
    /// <summary>An object of the arguments a model may give, and no others.</summary>
    public static JsonElement Of(ToolSpec tool)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var offered = tool.Arguments.Where(argument => !argument.ByCode).ToArray();
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            foreach (var argument in offered)
            {
                json.WritePropertyName(argument.Name);
                Write(json, argument);
            }

            json.WriteEndObject();
            json.WriteStartArray("required");
            foreach (var argument in offered.Where(argument => argument.Required))
                json.WriteStringValue(argument.Name);
            json.WriteEndArray();
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, ToolArgument argument)
    {
        if (argument.Schema is { } own)
        {
            json.WriteRawValue(own);
            return;
        }

        json.WriteStartObject();
        if (argument.Type != ArgumentType.Json)
            json.WriteString("type", argument.Type switch { ArgumentType.Whole => "integer", ArgumentType.Number or ArgumentType.Money => "number", ArgumentType.Flag => "boolean", _ => "string" });
        json.WriteString("description", argument.Description);
        if (!argument.OneOf.IsDefault)
        {
            json.WriteStartArray("enum");
            foreach (var value in argument.OneOf)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        if (argument.Least is { } least)
            json.WriteNumber("minimum", least);
        if (argument.Most is { } most)
            json.WriteNumber("maximum", most);
        if (argument.Type == ArgumentType.Text && argument.OneOf.IsDefault)
            json.WriteNumber("maxLength", argument.MaxLength);
        json.WriteEndObject();
    }
}
