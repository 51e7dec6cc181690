using Aegis.Client.Connection;
using Aegis.Trust;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Aegis.Client;

/// <summary>Lets a service call the grid.</summary>
public static class AegisClientExtensions
{
    /// <summary>Registers <see cref="IAegisClient"/>, connected in the background once the host starts, and IGrainFactory beneath it.
    /// Options come from the configuration section "Aegis" and the connection string "Aegis", or from variables named as the silos' are; what cannot work stops the start.</summary>
    /// <param name="configure">Has the last word on the options.</param>
    public static IServiceCollection AddAegisClient(this IServiceCollection services, Action<AegisClientOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AegisClientOptions>().Configure<IServiceProvider>(Read).Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AegisClientOptions>, AegisClientOptionsValidator>();
        services.AddSingleton<ServiceActor>();
        services.AddOptions<ClientMessagingOptions>().Configure<IOptions<AegisClientOptions>>(
            (messaging, options) => messaging.ResponseTimeout = options.Value.ResponseTimeout);
        return services.AddClusterConnection(Address).AddSingleton<IAegisClient, AegisClient>();
    }

    private static void Read(AegisClientOptions options, IServiceProvider provider)
    {
        if (provider.GetService<IConfiguration>() is not { } configuration)
            return;
        options.ConnectionString = configuration.GetConnectionString("Aegis");
        options.ConnectionKey = configuration["AEGIS_CONNECTION_KEY"];
        options.AccessKey = configuration["AEGIS_ACCESS_KEY"];
        options.ClusterId = configuration["AEGIS_CLUSTER:ID"] ?? options.ClusterId;
        options.ServiceId = configuration["AEGIS_CLUSTER:SERVICE"] ?? options.ServiceId;
        configuration.GetSection("Aegis").Bind(options);
    }

    private static ClusterAddress Address(IServiceProvider provider)
    {
        var options = Options(provider);
        var tls = ClusterTls.OfService(ConnectionKey.Parse(options.ConnectionKey!), provider.GetRequiredService<TimeProvider>());
        return new(options.ClusterId, options.ServiceId, options.ConnectionString!, tls);
    }

    private static AegisClientOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AegisClientOptions>>().Value;
}
