using System.Net;
using System.Net.Sockets;

namespace Aegis.Cluster.Topology;

/// <summary>Ports of loopback that are free, below those the system gives to outgoing connections, so that a process finds its own again when it is restarted.</summary>
public sealed class Ports
{
    private const int Lowest = 20_000;
    private const int Highest = 32_000;
    private int _next = Lowest + Environment.ProcessId * 64 % (Highest - Lowest);

    public int Next()
    {
        for (var tried = Lowest; tried < Highest; tried++)
        {
            var port = _next++;
            if (_next >= Highest)
                _next = Lowest;
            if (IsFree(port))
                return port;
        }

        throw new OptionException($"No port between {Lowest} and {Highest} is free on this machine.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
