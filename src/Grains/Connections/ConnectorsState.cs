using System.Text.Json.Serialization;
using Aegis.Connections;
using Aegis.Storage.States;

namespace Aegis.Grains.Connections;

/// <summary>How the last tests of a workspace's outside systems went.</summary>
public sealed class ConnectorsState : GridState
{
    /// <summary>By connector; one that is configured no more stays.</summary>
    public SortedDictionary<string, ConnectorTest> Last { get; set; } = new(StringComparer.Ordinal);

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

[JsonSerializable(typeof(ConnectorsState))]
internal sealed partial class ConnectorsJson : JsonSerializerContext;
