using System.Net;
using System.Net.Sockets;

namespace Aegis.Silo.Settings;

/// <summary>Where the processes of a cluster find each other (section Aegis:Cluster); they also share their database and master key.</summary>
public sealed class ClusterSettings
{
    /// <summary>Processes of the same id on the same database are one cluster.</summary>
    public string Id { get; set; } = "aegis";

    /// <summary>Under which reminders are kept, over all clusters that ever served the grid.</summary>
    public string Service { get; set; } = "aegis";

    /// <summary>The address, or the name of the machine, at which the other processes reach this silo. Loopback is reached from this machine alone.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Silos call each other here.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Processes of the roles api and dashboard call silos here.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <exception cref="SettingException">The address cannot be found, or a port is none.</exception>
    public IPAddress Resolve()
    {
        foreach (var (name, port) in new[] { ("SILO_PORT", SiloPort), ("GATEWAY_PORT", GatewayPort) })
            if (port is < 1 or > IPEndPoint.MaxPort)
                throw new SettingException($"AEGIS_CLUSTER__{name}", $"{port}", $"use 1 to {IPEndPoint.MaxPort}.");
        if (SiloPort == GatewayPort)
            throw new SettingException("AEGIS_CLUSTER__GATEWAY_PORT", $"{GatewayPort}", "the silo port is the same; choose another for one of them.");
        try
        {
            return IPAddress.TryParse(Address, out var address) ? address : Dns.GetHostAddresses(Address, AddressFamily.InterNetwork)[0];
        }
        catch (SocketException exception)
        {
            throw new SettingException("AEGIS_CLUSTER__ADDRESS", Address, "no machine of this name is found; use the address or name under which other processes reach this one.", exception);
        }
    }
}
