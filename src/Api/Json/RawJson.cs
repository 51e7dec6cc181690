using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Api.Json;

/// <summary>A text that is JSON already; anything else is written as a text.</summary>
public sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(value);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(value);
            return;
        }

        using (document)
            document.RootElement.WriteTo(writer);
    }
}
