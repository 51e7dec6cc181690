using System.Text;
using Aegis.Grains.Customers;
using Aegis.Keys;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Keys;

/// <summary>Makes keys and opens their secrets again. The only place where a secret exists in the clear, and never for longer than a call.</summary>
public sealed class KeyMint(IEntropy entropy, ISealer sealer, IKeyHasher hasher)
{
    /// <summary>A new key whose secret is sealed under the customer's data key.</summary>
    public StoredKey Make(GrainKey customer, CustomerState state, string keyId, KeyEnvironment environment, DateTimeOffset at)
    {
        state.Key ??= sealer.NewKey();
        var secret = KeyFormat.Make(environment, entropy);
        return new(
            keyId, environment, KeyFormat.Shown(secret), KeyStatus.Active, hasher.Hash(secret),
            sealer.Seal(state.Key, Encoding.ASCII.GetBytes(secret), Context(customer, keyId)), at, RevokedAt: null);
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The stored secret was tampered with.</exception>
    public string Open(GrainKey customer, CustomerState state, StoredKey key) =>
        Encoding.ASCII.GetString(sealer.Open(
            state.Key ?? throw new InvalidOperationException($"The data key of {customer} is missing: its keys cannot be opened."),
            key.SealedSecret, Context(customer, key.Id)));

    private static string Context(GrainKey customer, string keyId) => $"key/{customer}/{keyId}";
}
