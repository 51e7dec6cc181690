using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Aegis.Trust;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Who has no master key, or another, neither joins nor calls.</summary>
public sealed class TrustTests
{
    private const string Other = "OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=";

    [Fact]
    public void Certificate_OfTheSameMasterKey_IsAFellowAndOfAnotherNot()
    {
        using var own = Certificate(ClusterProcesses.MasterKey);
        using var fellow = Certificate(ClusterProcesses.MasterKey);
        using var stranger = Certificate(Other);

        GridCertificate.IsFellow(own, fellow).ShouldBeTrue();
        GridCertificate.IsFellow(own, stranger).ShouldBeFalse();
    }

    [Fact]
    public void ConnectionKey_TellsTheGridFromOthers_AndTellsNothingOfTheMasterKey()
    {
        using var own = Certificate(ClusterProcesses.MasterKey);
        using var stranger = Certificate(Other);
        var key = ConnectionKey.Parse(ConnectionKey.Of(MasterKey.Parse(ClusterProcesses.MasterKey)).Export());
        using var service = key.Certificate(TimeProvider.System.GetUtcNow());

        key.IsGrid(own).ShouldBeTrue();
        key.IsGrid(stranger).ShouldBeFalse();
        // Another service cannot pass for a silo.
        key.IsGrid(service).ShouldBeFalse();
        GridCertificate.IsFellow(own, service).ShouldBeFalse();
        key.ToString().ShouldNotContain(key.Export()[..8]);
    }

    [Fact]
    public async Task ConnectionKey_OpensTheGatewayAndNotTheDoorBetweenSilos()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        using var service = ConnectionKey.Of(MasterKey.Parse(ClusterProcesses.MasterKey)).Certificate(TimeProvider.System.GetUtcNow());
        var (silo, gateway) = (cluster.SiloPorts[0], cluster.SiloPorts[1]);

        await using var welcome = await Caller.ConnectAsync(gateway, service);
        await using var refused = await Caller.ConnectAsync(silo, service);

        await refused.HungUpOn.WaitAsync(PatientClient.Patience, TimeProvider.System);
        welcome.HungUpOn.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Connection_ToASilo_NeedsTheMasterKey()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        using var fellow = Certificate(ClusterProcesses.MasterKey);
        using var stranger = Certificate(Other);

        foreach (var port in cluster.SiloPorts)
        {
            // A silo lets its fellow speak first, and hangs up on everybody else.
            await using var welcome = await Caller.ConnectAsync(port, fellow);
            await using var other = await Caller.ConnectAsync(port, stranger);
            await using var nobody = await Caller.ConnectAsync(port, null);
            await other.HungUpOn.WaitAsync(PatientClient.Patience, TimeProvider.System);
            await nobody.HungUpOn.WaitAsync(PatientClient.Patience, TimeProvider.System);
            welcome.HungUpOn.IsCompleted.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Api_WithAnotherMasterKey_FindsNoSilo()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        var stranger = await cluster.StartAsync("api", Other);
        await cluster.ReadyAsync("api");
        using var http = new HttpClient { BaseAddress = stranger.Address };

        // A silo of its own side would have been found as soon.
        await stranger.ErrorAsync("No silo of the cluster can be reached yet");
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        stranger.Errors.ShouldNotContain("Not ready: the directory does not answer");
    }

    [Fact]
    public async Task Silo_WithAnotherMasterKey_DoesNotStart()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => cluster.StartAsync("silo", Other));

        refused.Message.ShouldContain("AEGIS_MASTER_KEY");
    }

    private static X509Certificate2 Certificate(string masterKey) => GridCertificate.Make(MasterKey.Parse(masterKey), TimeProvider.System.GetUtcNow());

    /// <summary>Somebody who connects to a silo and listens.</summary>
    private sealed class Caller(TcpClient socket, SslStream tls) : IAsyncDisposable
    {
        public Task HungUpOn { get; private set; } = Task.CompletedTask;

        public static async Task<Caller> ConnectAsync(int port, X509Certificate2? certificate)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var caller = new Caller(socket, new SslStream(socket.GetStream()));
            await caller.ShakeHandsAsync(certificate);
            return caller;
        }

        public async ValueTask DisposeAsync()
        {
            await tls.DisposeAsync();
            socket.Dispose();
        }

        private async Task ShakeHandsAsync(X509Certificate2? certificate)
        {
            try
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "aegis",
                    ClientCertificates = certificate is null ? null : [certificate],
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
                });
                HungUpOn = ListenAsync();
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException)
            {
                // Refused at once.
            }
        }

        private async Task ListenAsync()
        {
            try
            {
                while (await tls.ReadAsync(new byte[64]) > 0)
                {
                }
            }
            catch (IOException)
            {
                // As good as an end.
            }
        }
    }
}
