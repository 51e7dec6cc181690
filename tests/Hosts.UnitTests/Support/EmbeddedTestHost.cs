using System.Reflection;
using Aegis.Embedded.Reminders;
using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Hosts;

/// <summary>Hosts a test's grains in its process, on the Embedded host.</summary>
internal static class TestHost
{
    /// <summary>The source of the spans of grain calls.</summary>
    public const string ActivitySource = "Aegis.Embedded";

    /// <summary>Hosts the grains of an assembly; the host lives by the registered clock.</summary>
    public static IServiceCollection AddTestHost(this IServiceCollection services, Assembly grains, HostClock clock = HostClock.System, TimeSpan? responseTimeout = null)
    {
        services.TryAddSingleton<IReminderShelf, MemoryShelf>();
        return services
            .AddSingleton<IReminderStore, ShelfStore>()
            .AddEmbeddedHost(host =>
            {
                host.AddGrains(grains);
                host.ResponseTimeout = responseTimeout ?? host.ResponseTimeout;
            });
    }

    /// <summary>Takes calls from here on.</summary>
    public static Task StartAsync(ServiceProvider services) => Task.CompletedTask;

    /// <summary>Lets time pass for the host until the call ends.</summary>
    public static async Task PassUntilEndedAsync(Task call, FakeTimeProvider clock)
    {
        // Sweeps see a call only once it is queued, which happens on other threads: the clock steps until they have.
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
    }

    /// <summary>Waits until this has happened: streams deliver at once.</summary>
    public static Task StreamUntilAsync(Task happened, FakeTimeProvider clock) => happened;

    /// <summary>Has idle activations collected until this has happened.</summary>
    public static async Task CollectUntilAsync(Task happened, IServiceProvider services, FakeTimeProvider clock)
    {
        // The last turn of a call may end a moment after its answer, and a sweep passes over an activation in a turn: more sweeps follow.
        while (!happened.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(16));
            await Task.Yield();
        }

        await happened;
    }

    /// <summary>Ends the process, as it were, without a goodbye to any grain; its storage first, which no process takes with it.</summary>
    public static async ValueTask EndAsync(ServiceProvider services, IAsyncDisposable? storage = null)
    {
        if (storage is not null)
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
