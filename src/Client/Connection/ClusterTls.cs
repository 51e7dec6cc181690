using System.Security.Authentication;
using Aegis.Trust;

namespace Aegis.Client.Connection;

/// <summary>Mutual TLS between the processes of a cluster: each shows the certificate that follows from the master key, and talks to no other.</summary>
internal static class ClusterTls
{
    private const string Name = "aegis";

    public static TlsOptions Of(MasterKey master, TimeProvider time)
    {
        var own = GridCertificate.Make(master, time.GetUtcNow());
        return new()
        {
            LocalCertificate = own,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
            RemoteCertificateValidation = (peer, _, _) => GridCertificate.IsFellow(own, peer),
            SslProtocols = SslProtocols.Tls13,
            OnAuthenticateAsClient = (_, handshake) => handshake.TargetHost = Name,
        };
    }
}
