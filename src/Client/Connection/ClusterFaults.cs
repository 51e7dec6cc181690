using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Client.Connection;

/// <summary>Which failures a call brings back from another process as they are; others arrive as one that nobody can tell apart.</summary>
internal static class ClusterFaults
{
    /// <summary>Those of the grid and of its database: the caller must know that it may ask again.</summary>
    public static IServiceCollection AddClusterFaults(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith(["Aegis", "Npgsql"]));
}
