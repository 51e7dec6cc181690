using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Trust;

/// <summary>What lets a service in at the gateways of a cluster's silos, and lets it know them for what they are: the private key of a service's certificate,
/// and the digest of the grid's public key. It follows from the master key, and the master key does not follow from it:
/// who holds it reaches the grains, and is nobody to them.</summary>
public sealed class ConnectionKey
{
    /// <summary>Bytes.</summary>
    public const int Size = PrivateKeys.Size + SHA256.HashSizeInBytes;

    private const string Purpose = "tls-service";
    private readonly byte[] _secret;
    private readonly byte[] _grid;

    private ConnectionKey(byte[] secret, byte[] grid) => (_secret, _grid) = (secret, grid);

    /// <summary>The one of this grid.</summary>
    public static ConnectionKey Of(MasterKey master)
    {
        using var grid = GridCertificate.Make(master, DateTimeOffset.UnixEpoch);
        return new(PrivateKeys.Derive(master, Purpose), PrivateKeys.Digest(grid));
    }

    /// <exception cref="FormatException">The text is none; the message says what to set.</exception>
    public static ConnectionKey Parse(string text)
    {
        var bytes = new byte[Size + 1];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out var length) || length != Size || !PrivateKeys.IsOne(bytes.AsSpan(0, PrivateKeys.Size)))
            throw new FormatException("is no connection key: set it to what `./aegis connection-key` prints for the cluster.");
        return new(bytes[..PrivateKeys.Size], bytes[PrivateKeys.Size..Size]);
    }

    /// <summary>The key as text, to be kept like a password: base64.</summary>
    public string Export() => Convert.ToBase64String([.. _secret, .. _grid]);

    /// <summary>What a service shows a silo.</summary>
    public X509Certificate2 Certificate(DateTimeOffset now) => PrivateKeys.Certificate(_secret, now);

    /// <summary>Whether a peer is a process of the grid.</summary>
    public bool IsGrid(X509Certificate2 peer) => CryptographicOperations.FixedTimeEquals(_grid, PrivateKeys.Digest(peer));

    /// <summary>Never the key.</summary>
    public override string ToString() => "ConnectionKey { *** }";
}
