using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aegis.Storage.GroupCommit;

/// <summary>The stored form of states: camelCase, snake_case enum values, types known from source-generated contexts.</summary>
public sealed class StorageJson
{
    private readonly JsonSerializerOptions _options;

    public StorageJson(IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        _options = new()
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts.Distinct()]),
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // jsonb keeps no order of fields.
            AllowOutOfOrderMetadataProperties = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        _options.MakeReadOnly();
    }

    /// <exception cref="InvalidOperationException">No context knows the type.</exception>
    public JsonTypeInfo<T> Of<T>() => _options.TryGetTypeInfo(typeof(T), out var info)
        ? (JsonTypeInfo<T>)info
        : throw new InvalidOperationException($"No JSON context knows the state {typeof(T)}: add it to a JsonSerializerContext that is registered with the storage.");
}
