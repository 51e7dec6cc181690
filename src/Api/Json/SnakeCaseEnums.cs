using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Api.Json;

/// <summary>Enum values as snake_case names, never as numbers.</summary>
internal sealed class SnakeCaseEnums() : JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>The names of an enum's values on the wire.</summary>
internal static class SnakeCase<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values =
        Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", Values.Keys);

    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);
}
