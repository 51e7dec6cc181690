using System.Text.Json.Serialization.Metadata;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.Ledger;
using Aegis.Storage.Sealing;
using Aegis.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Storage;

public static class StorageExtensions
{
    /// <summary>Registers the grid's database, the provider of grain state named "Default", sealing and randomness. The database is migrated when the host starts.</summary>
    /// <exception cref="StorageSettingException">A setting is missing or wrong; the message names it.</exception>
    public static IServiceCollection AddAegisStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddAegisSealing(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new StorageLimits(
            options.MaxBatch, options.MaxQueue, options.RetryAfter, options.Kind == StorageKind.Sqlite ? 1 : options.MaxConcurrentCommits));
        services.AddSingleton<IGridDatabase>(provider => GridDatabases.Open(options, provider.GetRequiredService<ISealer>(), DatabaseUse.Serve));
        services.AddSingleton(provider => new StorageJson([.. options.JsonContexts, .. provider.GetServices<IJsonTypeInfoResolver>()]));
        services.AddSingleton<StorageMeter>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GroupCommitGrainStorage>(provider, TaskScheduler.Default));
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => provider.GetRequiredService<GroupCommitGrainStorage>());
        services.AddHostedService<StorageStartup>();
        return services;
    }

    /// <summary>Registers sealing and randomness alone, for a process that opens no database: it shares the master key with those that do.</summary>
    /// <exception cref="StorageSettingException">A setting is missing or wrong; the message names it.</exception>
    public static IServiceCollection AddAegisSealing(this IServiceCollection services, StorageOptions options)
    {
        options.Validate();
        services.TryAddSingleton<IEntropy, SystemEntropy>();
        services.AddSingleton(provider => StoredMasterKey.Load(options, provider.GetRequiredService<IEntropy>()));
        return services.AddSingleton<ISealer, AesGcmSealer>();
    }
}
