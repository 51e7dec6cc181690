using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Aegis.Trust;

namespace Aegis.Client.Connection;

/// <summary>Mutual TLS at the doors of a cluster: both sides show a certificate that follows from the master key, and talk to no other.</summary>
internal static class ClusterTls
{
    private const string Name = "aegis";

    /// <summary>Between processes of the grid.</summary>
    public static TlsOptions OfGrid(MasterKey master, TimeProvider time)
    {
        var own = GridCertificate.Make(master, time.GetUtcNow());
        return Make(own, peer => GridCertificate.IsFellow(own, peer));
    }

    /// <summary>Of a silo's gateway, which lets services in too.</summary>
    public static TlsOptions OfGateway(MasterKey master, TimeProvider time)
    {
        var own = GridCertificate.Make(master, time.GetUtcNow());
        var service = ConnectionKey.Of(master).Certificate(time.GetUtcNow());
        return Make(own, peer => GridCertificate.IsFellow(own, peer) || GridCertificate.IsFellow(service, peer));
    }

    /// <summary>Of a service that calls the grid.</summary>
    public static TlsOptions OfService(ConnectionKey key, TimeProvider time) => Make(key.Certificate(time.GetUtcNow()), key.IsGrid);

    private static TlsOptions Make(X509Certificate2 own, Func<X509Certificate2, bool> knows) => new()
    {
        LocalCertificate = own,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (peer, _, _) => knows(peer),
        SslProtocols = SslProtocols.Tls13,
        OnAuthenticateAsClient = (_, handshake) => handshake.TargetHost = Name,
    };
}
