using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aegis.Client.Connection;

/// <summary>How a process that is no silo calls the cluster: a backend service, or the program in its roles api and dashboard.</summary>
internal static class ClusterConnectionExtensions
{
    private const string Postgres = "Npgsql";
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Registers IGrainFactory, IClusterClient and the <see cref="ClusterConnection"/> that opens with the host. Needs TimeProvider.</summary>
    /// <param name="address">Asked when the services are first needed.</param>
    /// <param name="configure">What else the client is told.</param>
    public static IServiceCollection AddClusterConnection(
        this IServiceCollection services, Func<IServiceProvider, ClusterAddress> address, Action<IClientBuilder>? configure = null)
    {
        services.AddSingleton(address).AddClusterFaults();
        var before = services.Count;
        services.AddOrleansClient(client =>
        {
            client
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh)
                .UseConnectionRetryFilter<ConnectionRetry>()
                .UseAdoNetClustering(options => options.Configure<ClusterAddress>(
                    (adoNet, cluster) => (adoNet.Invariant, adoNet.ConnectionString) = (Postgres, cluster.ConnectionString)));
            configure?.Invoke(client);
        });
        services.AddOptions<ClusterOptions>().Configure<ClusterAddress>(
            (options, cluster) => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        services.AddOptions<ClientConnectionOptions>().Configure<ClusterAddress>(
            (options, cluster) => options.ConfigureConnection(connection => connection.UseClientTls(cluster.Tls)));

        // The client's own start ends when a silo was found, and the host's would wait for it.
        for (var i = services.Count - 1; i >= before; i--)
            if (services[i].ServiceType == typeof(IHostedService))
                services.RemoveAt(i);
        return services.AddSingleton<ClusterConnection>().AddHostedService(provider => provider.GetRequiredService<ClusterConnection>());
    }
}
