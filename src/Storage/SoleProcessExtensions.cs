using Aegis.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Storage;

public static class SoleProcessExtensions
{
    /// <summary>For a host whose process is the grid's only one: keeps a second such process from the same PostgreSQL grid. A SQLite grid is locked anyway. Add it after the storage and before the host.</summary>
    public static IServiceCollection AddSoleProcess(this IServiceCollection services, StorageOptions options) =>
        options.Kind == StorageKind.Postgres ? services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PostgresGridLock>(provider, options, false)) : services;

    /// <summary>For a silo, one process of several: keeps an only process from their PostgreSQL grid, and this one from its. Add it after the storage and before the host.</summary>
    public static IServiceCollection AddFellowProcess(this IServiceCollection services, StorageOptions options) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PostgresGridLock>(provider, options, true));
}
