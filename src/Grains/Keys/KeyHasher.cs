using Aegis.Keys;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Keys;

/// <summary>Hashes customers' keys under a key derived from the master key.</summary>
public sealed class KeyHasher(ISealer sealer) : IKeyHasher
{
    public string Hash(string secret) => sealer.Hash("api-key", secret);
}
