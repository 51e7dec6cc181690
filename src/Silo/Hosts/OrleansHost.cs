using System.Data.Common;
using System.Net.Sockets;
using Aegis.Api.Http;
using Aegis.Api.Status;
using Aegis.Client.Connection;
using Aegis.Grains.Hosting;
using Aegis.Silo.Settings;
using Aegis.Storage;
using Aegis.Trust;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using Orleans.Storage;

namespace Aegis.Silo.Hosts;

/// <summary>Hosts the grains in a cluster on PostgreSQL: this process is one of its silos, or calls them.</summary>
public static class OrleansHost
{
    private const string Postgres = "Npgsql";

    // Long polls end before, so only a call to a silo that is gone takes as long.
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(12);

    // What still runs when a silo is told to stop; it stays within the time the program has to stop.
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(8);

    // A silo that was killed or stands still is given up after three probes, about ten seconds, however busy the others are; one of a
    // cluster that was killed whole, by the next who starts half a minute later. Who started before then waits for it in vain, so it
    // ends, and is started again. By name, because not every release of the host knows each of them.
    private static readonly IConfiguration Watch = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ProbeTimeout"] = "00:00:03",
        ["MaxProbeTimeout"] = "00:00:03",
        ["NumMissedProbesLimit"] = "3",
        ["ExtendProbeTimeoutDuringDegradation"] = "false",
        ["TableRefreshTimeout"] = "00:00:10",
        ["IAmAliveTablePublishTimeout"] = "00:00:10",
        ["MaxJoinAttemptTime"] = "00:00:40",
    }).Build();

    /// <exception cref="SettingException">This host cannot do what the options ask.</exception>
    public static AegisOptions CheckHost(this AegisOptions options)
    {
        if (options.Storage != StorageKind.Postgres)
            throw new SettingException("AEGIS_STORAGE", "sqlite", "this build hosts the grid in a cluster: set it to postgres, and ConnectionStrings__Aegis to the database of the cluster.");
        if (!options.Roles.HasFlag(Roles.Silo) && options.MasterKey is null)
            throw new SettingException("AEGIS_MASTER_KEY", null, "set it to the key the cluster's silos have; without it they refuse whatever this process asks.");
        return options;
    }

    public static GridOptions ForHost(this GridOptions grid)
    {
        grid.SingleProcess = false;
        // Nobody knows of a process that it is gone until its leases ran out, so they are short. A workflow's outlasts the action that is its step.
        (grid.TurnLease, grid.ActionLease, grid.WorkflowLease) = (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
        return grid;
    }

    public static IServiceCollection AddGridHost(this IServiceCollection services, AegisOptions options, StorageOptions storage, IConfiguration configuration)
    {
        var cluster = configuration.Bind("Cluster", new ClusterSettings());
        services.AddExceptionHandler<SiloFaultHandler>();
        return options.Roles.HasFlag(Roles.Silo)
            ? services.AddSilo(storage, cluster, configuration)
            : services.AddClient(storage, cluster, configuration);
    }

    /// <summary>Until a silo was found, what needs one is told to come again.</summary>
    public static WebApplication UseGridHost(this WebApplication app)
    {
        if (app.Services.GetService<ClusterConnection>() is { } connection)
            app.Use((context, next) => connection.IsOpen || !NeedsGrid(context.Request.Path) ? next(context) : SiloFaultHandler.WriteAsync(context));
        return app;
    }

    private static bool NeedsGrid(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/sandbox");

    private static IServiceCollection AddSilo(this IServiceCollection services, StorageOptions storage, ClusterSettings cluster, IConfiguration configuration)
    {
        var address = cluster.Resolve();
        services.AddOptions<SiloConnectionOptions>().Configure<MasterKey, TimeProvider>((options, master, time) => Guard(options, ClusterTls.OfGrid(master, time), ClusterTls.OfGateway(master, time)));
        services.AddSingleton<IReadiness, SiloReadiness>();
        return services
            .AddFellowProcess(storage)
            .AddClusterFaults()
            // States that name no storage.
            .AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"))
            // For every grain that asks for no other.
            .AddSingleton<PlacementStrategy, KeyPlacement>()
            .AddOrleans(silo => silo
                .AddPlacementDirector<KeyPlacement, KeyPlacementDirector>()
                .ConfigureEndpoints(address, cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: !System.Net.IPAddress.IsLoopback(address))
                .Configure<ClusterOptions>(options => Name(options, cluster))
                .Configure<ClusterMembershipOptions>(Watch)
                .Configure<ClusterMembershipOptions>(configuration.GetSection("Aegis:Cluster:Membership"))
                .Configure<SiloMessagingOptions>(configuration.GetSection("Aegis:Host"))
                .Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = LongestFarewell)
                .Configure<GrainCollectionOptions>(configuration.GetSection("Aegis:Host"))
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Postgres, storage.ConnectionString!))
                .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Postgres, storage.ConnectionString!)));
    }

    private static IServiceCollection AddClient(this IServiceCollection services, StorageOptions storage, ClusterSettings cluster, IConfiguration configuration) =>
        services.AddSingleton<IReadiness, ClientReadiness>().AddClusterConnection(
            provider => new(cluster.Id, cluster.Service, storage.ConnectionString!, ClusterTls.OfGrid(provider.GetRequiredService<MasterKey>(), provider.GetRequiredService<TimeProvider>())),
            client => client
                .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = LongestCall)
                .Configure<ClientMessagingOptions>(configuration.GetSection("Aegis:Host")));

    private static void Guard(SiloConnectionOptions options, TlsOptions grid, TlsOptions gateway)
    {
        options.ConfigureSiloInboundConnection(connection => connection.UseServerTls(grid));
        options.ConfigureGatewayInboundConnection(connection => connection.UseServerTls(gateway));
        options.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(grid));
    }

    private static void Name(ClusterOptions options, ClusterSettings cluster) => (options.ClusterId, options.ServiceId) = (cluster.Id, cluster.Service);
}

/// <summary>Puts the grains of one key, a customer's, on one silo: what a turn asks of them stays in a process.</summary>
public sealed class KeyPlacement : PlacementStrategy;

/// <summary>Every key has its own order of the silos (rendezvous hashing): when one leaves, its customers are spread over the others, and no other customer moves.</summary>
public sealed class KeyPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
            return Task.FromResult(hint);
        var key = target.GrainIdentity.Key.GetUniformHashCode();
        return Task.FromResult(silos.MaxBy(silo => Weight(key, (uint)silo.GetConsistentHashCode()))!);
    }

    private static ulong Weight(uint key, uint silo)
    {
        var mixed = ((ulong)key << 32 | silo) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 32) * 0xBF58476D1CE4E5B9;
        return mixed ^ mixed >> 29;
    }
}

/// <summary>Calls that no silo took, or that were lost with one, or that met two activations of a grain: 503, come again.</summary>
internal sealed partial class SiloFaultHandler(ILogger<SiloFaultHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested || Overload.RetryAfterOf(exception) is not null || Outage.IsIn(exception) || !MayPass(exception))
            return false;

        LogLost(httpContext.GetEndpoint()?.DisplayName, exception.GetType().Name, exception.Message);
        await WriteAsync(httpContext);
        return true;
    }

    public static Task WriteAsync(HttpContext context) => Problem
        .Of(StatusCodes.Status503ServiceUnavailable, "No silo of the grid took the call. Ask again with the same Idempotency-Key.")
        .WriteAsync(context, Pause);

    private static bool MayPass(Exception exception) => exception
        is OrleansException or SerializerException or DbException or ConnectionFailedException or ConnectionAbortedException or ConnectionResetException or SocketException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request to {Endpoint} was lost and may be sent again ({Failure}: {Reason})")]
    private partial void LogLost(string? endpoint, string failure, string reason);
}

/// <summary>A process that calls silos is ready once it has found one.</summary>
internal sealed class ClientReadiness(ClusterConnection connection) : IReadiness
{
    public string? Obstacle => connection.IsOpen ? null : "No silo of the cluster was found yet.";
}

/// <summary>A silo is ready while the cluster counts it among its active members.</summary>
internal sealed class SiloReadiness(ISiloStatusOracle members) : IReadiness
{
    public string? Obstacle => members.CurrentStatus == SiloStatus.Active ? null : $"This silo is {members.CurrentStatus}, not Active, in the cluster.";
}
