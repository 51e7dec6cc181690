using System.Text.Json.Serialization.Metadata;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Agents;
using Aegis.Grains.Conversations;
using Aegis.Grains.Idempotency;
using Aegis.Grains.Keys;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Keys;
using Aegis.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Grains.Hosting;

/// <summary>Composes what the grains need beside storage and connectors.</summary>
public static class AegisGrainsExtensions
{
    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public static IServiceCollection AddAegisGrains(this IServiceCollection services, GridOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, IdSource>();
        services.AddSingleton(provider => WithInstanceId(options, provider));
        services.AddSingleton<LeaseClock>();
        services.AddSingleton<IActorAuthority, HmacActorAuthority>();
        services.AddSingleton<IKeyHasher, KeyHasher>();
        services.AddSingleton<IBrain, OnboardingPlaybook>();
        services.AddSingleton<IJsonTypeInfoResolver>(ConversationJson.Default);
        services.AddSingleton<IJsonTypeInfoResolver>(IdempotencyJson.Default);
        services.AddSingleton<NewsSignal>();
        services.AddSingleton<CommandDispatcher>();
        services.AddSingleton<OutboxRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay>());
        services.AddSingleton<DueWaker>();
        services.AddSingleton<GridStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<GridStartup>());
        return services;
    }

    private static GridOptions WithInstanceId(GridOptions options, IServiceProvider provider)
    {
        if (options.InstanceId.Length == 0)
            options.InstanceId = provider.GetRequiredService<IIdSource>().New("run");
        return options;
    }
}
