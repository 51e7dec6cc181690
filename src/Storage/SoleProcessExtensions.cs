using Aegis.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Storage;

public static class SoleProcessExtensions
{
    /// <summary>For a host whose process is the grid's only one: keeps a second such process from the same PostgreSQL grid. A SQLite grid is locked anyway. Add it after the storage and before the host.</summary>
    public static IServiceCollection AddSoleProcess(this IServiceCollection services, StorageOptions options) =>
        options.Kind == StorageKind.Postgres ? services.AddHostedService(_ => new PostgresGridLock(options)) : services;
}
