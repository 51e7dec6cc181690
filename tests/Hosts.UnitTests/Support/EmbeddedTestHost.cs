using System.Reflection;
using Aegis.Embedded.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Hosts;

/// <summary>Hosts a test's grains in its process, on the Embedded host.</summary>
internal static class TestHost
{
    /// <summary>The source of the spans of grain calls.</summary>
    public const string ActivitySource = "Aegis.Embedded";

    /// <summary>Hosts the grains of an assembly; the host lives by the registered clock.</summary>
    public static IServiceCollection AddTestHost(this IServiceCollection services, Assembly grains, HostClock clock = HostClock.System)
    {
        services.TryAddSingleton<IReminderShelf, MemoryShelf>();
        return services
            .AddSingleton<IReminderStore, ShelfStore>()
            .AddEmbeddedHost(host => host.AddGrains(grains));
    }

    /// <summary>Takes calls from here on.</summary>
    public static Task StartAsync(ServiceProvider services) => Task.CompletedTask;

    /// <summary>Ends the process, as it were, without a goodbye to any grain; its storage first, which no process takes with it.</summary>
    public static async ValueTask EndAsync(ServiceProvider services, IAsyncDisposable storage)
    {
        await storage.DisposeAsync();
        await services.DisposeAsync();
    }

    private sealed class ShelfStore(IReminderShelf shelf) : IReminderStore
    {
        public async Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
            [.. (await shelf.ReadAsync()).Select(r => new ReminderEntry(GrainId.Create(r.GrainType, r.GrainKey), r.Name, r.StartAt, r.Period))];

        public Task SaveAsync(ReminderEntry reminder, CancellationToken cancellationToken) =>
            shelf.SaveAsync(new(reminder.GrainId.Type, reminder.GrainId.Key, reminder.Name, reminder.StartAt, reminder.Period));

        public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellationToken) => shelf.RemoveAsync(grainId.Type, grainId.Key, name);
    }
}
