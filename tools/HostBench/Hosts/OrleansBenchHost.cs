using System.Net;
using System.Net.Sockets;
using Aegis.HostBench.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Aegis.HostBench.Hosts;

/// <summary>The grains on a silo of Orleans, called from within it.</summary>
internal sealed class BenchHost(IHost host) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public static async Task<BenchHost> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public static Task<IReadOnlyList<Sample>> MeasureStorageAsync(TimeSpan time) => StorageOnOrleans.MeasureAsync(time);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
