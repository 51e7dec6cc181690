using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets;

/// <summary>How tickets look on the wire, in the manner of Jira REST v3.</summary>
internal static class TicketsWire
{
    public const string OperationProperty = "aegis.operation";
    public const string ReferenceProperty = "aegis.customer";

    /// <summary>Jira itself knows no such key; a repetition there is prevented by looking the label up.</summary>
    public const string KeyHeader = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static WireErrors Error(ProviderException answer) => answer.Field is { } field
        ? new WireErrors([], new() { [field] = answer.Message })
        : new WireErrors([answer.Message], []);

    public static JsonNode? Property(IEnumerable<WireProperty>? properties, string key) => properties?.FirstOrDefault(p => p.Key == key)?.Value;

    /// <summary>An issue's properties as they are given when it is created.</summary>
    public static JsonArray Given(string key, string? value) => [new JsonObject { ["key"] = key, ["value"] = value }];

    /// <summary>A property of an issue that is created.</summary>
    public static string? TextGiven(JsonNode? properties, string key) =>
        properties is JsonArray list ? Text(list.OfType<JsonObject>().FirstOrDefault(p => Text(p["key"]) == key)?["value"]) : null;

    /// <summary>A property of an issue that is read.</summary>
    public static string? TextHeld(JsonNode? properties, string key) => properties is JsonObject held ? Text(held[key]) : null;

    public static string? Text(JsonNode? value) => value is JsonValue leaf && leaf.TryGetValue<string>(out var text) ? text : null;

    /// <summary>As Jira writes times: with milliseconds and an offset without a colon.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string? at) =>
        DateTimeOffset.TryParseExact(at, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new JsonException("A time in the answer cannot be read.");
}

internal sealed record WireErrors(IReadOnlyList<string>? ErrorMessages, Dictionary<string, string>? Errors);

internal sealed record WireProperty(string Key, JsonNode? Value);

internal sealed record WireName(string? Name = null, string? Key = null, string? DisplayName = null);

internal sealed record WireFields(WireName? Project = null, string? Summary = null, JsonNode? Description = null, WireName? Issuetype = null,
    WireName? Priority = null, WireName? Status = null, IReadOnlyList<string>? Labels = null, string? Created = null);

/// <param name="Properties">A list of key and value when an issue is created, an object of values by key when it is read.</param>
internal sealed record WireIssue(string? Id = null, string? Key = null, string? Self = null, WireFields? Fields = null, JsonNode? Properties = null);

internal sealed record WireComment(string? Id = null, WireName? Author = null, JsonNode? Body = null, string? Created = null, IReadOnlyList<WireProperty>? Properties = null);

internal sealed record WireComments(IReadOnlyList<WireComment>? Comments, int StartAt, int MaxResults, int Total);

internal sealed record WireSearch(IReadOnlyList<WireIssue>? Issues, bool IsLast);
