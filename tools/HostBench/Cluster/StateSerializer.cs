using System.Text.Json;
using Aegis.Storage.GroupCommit;
using Orleans.Storage;

namespace Aegis.HostBench.Cluster;

/// <summary>Gives Orleans' storage the very text that ours writes.</summary>
internal sealed class StateSerializer(StorageJson json) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input!, json.Of<T>()));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize(input.ToMemory().Span, json.Of<T>())!;
}
