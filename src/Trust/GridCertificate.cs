using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Trust;

/// <summary>What a process of the grid shows the others, and asks of them: a certificate whose key follows from the master key. Nobody hands certificates out; who has no master key has none.</summary>
public static class GridCertificate
{
    private const string Purpose = "tls/";
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    // The order of the curve P-256.
    private static readonly BigInteger Order = BigInteger.Parse("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A certificate signed by itself, with the private key that all processes of this master key share.</summary>
    public static X509Certificate2 Make(MasterKey master, DateTimeOffset now)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Secret(master) });
        var request = new CertificateRequest("CN=aegis", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(now - Skew, now + Lifetime);
    }

    /// <summary>Whether a peer's certificate holds the same public key. That the peer has the private one is proved by the handshake.</summary>
    public static bool IsFellow(X509Certificate2 own, X509Certificate2 peer) => CryptographicOperations.FixedTimeEquals(
        own.PublicKey.ExportSubjectPublicKeyInfo(), peer.PublicKey.ExportSubjectPublicKeyInfo());

    // Of all 32-byte numbers one in four thousand million is no private key of the curve: then the next is taken.
    private static byte[] Secret(MasterKey master)
    {
        for (var i = 0; ; i++)
        {
            var secret = master.Derive(Purpose + i.ToString(CultureInfo.InvariantCulture));
            var number = new BigInteger(secret, isUnsigned: true, isBigEndian: true);
            if (!number.IsZero && number < Order)
                return secret;
        }
    }
}
