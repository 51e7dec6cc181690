using System.Net;
using System.Net.Sockets;

namespace Aegis.Console.Support;

/// <summary>A loopback port in front of a server, so that a test can drop every connection as a failing network does, or put another server behind.</summary>
public sealed class ConnectionGate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private CancellationTokenSource _connections = new();
    private Uri? _target;

    public ConnectionGate(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Drops all connections and refuses new ones until <see cref="Open"/>.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _target = null;
            _connections.Cancel();
            _connections = new CancellationTokenSource();
        }
    }

    public void Open(Uri target)
    {
        lock (_gate)
            _target = target;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Uri? target;
            CancellationToken cut;
            lock (_gate)
                (target, cut) = (_target, _connections.Token);
            if (target is null)
                return;

            try
            {
                using var server = new TcpClient();
                await server.ConnectAsync(target.Host, target.Port, cut);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), cut),
                    server.GetStream().CopyToAsync(client.GetStream(), cut));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The browser sees a closed connection either way.
            }
        }
    }
}
