using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Trust;

/// <summary>Private keys of the curve P-256 as their bare 32 bytes, and the certificates they sign for themselves.</summary>
internal static class PrivateKeys
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    // The order of the curve.
    private static readonly BigInteger Order = BigInteger.Parse("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The one that follows from the master key for a purpose.</summary>
    public static byte[] Derive(MasterKey master, string purpose)
    {
        // Of all 32-byte numbers one in four thousand million is no private key of the curve: then the next is taken.
        for (var i = 0; ; i++)
        {
            var secret = master.Derive(string.Create(CultureInfo.InvariantCulture, $"{purpose}/{i}"));
            if (IsOne(secret))
                return secret;
        }
    }

    public static bool IsOne(ReadOnlySpan<byte> secret)
    {
        var number = new BigInteger(secret, isUnsigned: true, isBigEndian: true);
        return secret.Length == Size && !number.IsZero && number < Order;
    }

    public static X509Certificate2 Certificate(byte[] secret, DateTimeOffset now)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        var request = new CertificateRequest("CN=aegis", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(now - Skew, now + Lifetime);
    }

    /// <summary>What names a certificate's public key.</summary>
    public static byte[] Digest(X509Certificate2 certificate) => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
