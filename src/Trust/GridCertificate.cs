using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Trust;

/// <summary>What a process of the grid shows the others, and asks of them: a certificate whose key follows from the master key. Nobody hands certificates out; who has no master key has none.</summary>
public static class GridCertificate
{
    private const string Purpose = "tls";

    /// <summary>A certificate signed by itself, with the private key that all processes of this master key share.</summary>
    public static X509Certificate2 Make(MasterKey master, DateTimeOffset now) => PrivateKeys.Certificate(PrivateKeys.Derive(master, Purpose), now);

    /// <summary>Whether a peer's certificate holds the same public key. That the peer has the private one is proved by the handshake.</summary>
    public static bool IsFellow(X509Certificate2 own, X509Certificate2 peer) =>
        CryptographicOperations.FixedTimeEquals(PrivateKeys.Digest(own), PrivateKeys.Digest(peer));
}
