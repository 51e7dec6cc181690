using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Ports that were free a moment ago, each given once.</summary>
internal static class Ports
{
    private static readonly HashSet<int> Given = [];

    public static string Next()
    {
        lock (Given)
            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Given.Add(port))
                    return port.ToString(CultureInfo.InvariantCulture);
            }
    }
}
