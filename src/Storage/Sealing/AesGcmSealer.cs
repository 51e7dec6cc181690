using System.Security.Cryptography;
using System.Text;
using Aegis.Trust;

namespace Aegis.Storage.Sealing;

/// <summary>Envelope encryption: data keys wrapped under the master key, values sealed under data keys.</summary>
public sealed class AesGcmSealer(MasterKey master, IEntropy entropy) : ISealer
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string WrapContext = "data-key";

    public byte[] Seal(DataKey key, ReadOnlySpan<byte> plain, string context) => Encrypt(key.Secret, plain, context);

    public byte[] Open(DataKey key, ReadOnlySpan<byte> sealedValue, string context) => Decrypt(key.Secret, sealedValue, context);

    public string Hash(string purpose, string text) => Convert.ToHexStringLower(Mac("hash/" + purpose, Encoding.UTF8.GetBytes(text)));

    public byte[] Mac(string purpose, ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(master.Derive(purpose), bytes);

    public DataKey NewKey()
    {
        var secret = new byte[MasterKey.Size];
        entropy.Fill(secret);
        return new(secret, Encrypt(master.Derive("wrap"), secret, WrapContext), stored: false);
    }

    public DataKey Unwrap(byte[] wrapped) => new(Decrypt(master.Derive("wrap"), wrapped, WrapContext), wrapped, stored: true);

    private byte[] Encrypt(byte[] secret, ReadOnlySpan<byte> plain, string context)
    {
        var output = new byte[NonceSize + TagSize + plain.Length];
        var nonce = output.AsSpan(0, NonceSize);
        entropy.Fill(nonce);
        using var aes = new AesGcm(secret, TagSize);
        aes.Encrypt(nonce, plain, output.AsSpan(NonceSize + TagSize), output.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(context));
        return output;
    }

    private static byte[] Decrypt(byte[] secret, ReadOnlySpan<byte> value, string context)
    {
        if (value.Length < NonceSize + TagSize)
            throw new CryptographicException($"A sealed value has {value.Length} bytes, fewer than nonce and tag.");
        var plain = new byte[value.Length - NonceSize - TagSize];
        using var aes = new AesGcm(secret, TagSize);
        aes.Decrypt(value[..NonceSize], value[(NonceSize + TagSize)..], value.Slice(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
