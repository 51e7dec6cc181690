using System.Collections.Concurrent;
using System.Reflection;
using Aegis.Actors;
using Aegis.Dashboard;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Console.Support;

/// <summary>Calls of grains that a console gets no answer to, while all others go on.</summary>
public sealed class Faults
{
    private readonly ConcurrentDictionary<string, bool> _calls = new(StringComparer.Ordinal);

    /// <summary>From now on these go unanswered: "GetAsync" of whatever grain, or "ICustomerGrain.GetAsync".</summary>
    public void Set(params string[] calls)
    {
        _calls.Clear();
        foreach (var call in calls)
            _calls[call] = true;
    }

    internal void Into(IServiceCollection services) => services
        .AddScoped(provider => new ConsoleGrid(
            Between(provider), provider.GetRequiredService<DashboardOptions>(), () => provider.GetRequiredService<ConsoleUser>().Actor, provider.GetRequiredService<ILogger<ConsoleGrid>>()))
        .AddSingleton(provider => new SharedGrid(
            Between(provider), provider.GetRequiredService<IActorAuthority>(), provider.GetRequiredService<DashboardOptions>(), provider.GetRequiredService<ILogger<ConsoleGrid>>()));

    private FaultyFactory Between(IServiceProvider provider) => new(provider.GetRequiredService<IGrainFactory>(), this);

    private bool Hits(MethodInfo method) => _calls.ContainsKey(method.Name) || _calls.ContainsKey($"{method.DeclaringType!.Name}.{method.Name}");

    private sealed class FaultyFactory(IGrainFactory grains, Faults faults) : IGrainFactory
    {
        public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey => Faulty(grains.GetGrain<T>(primaryKey, grainClassNamePrefix));

        public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey => Faulty(grains.GetGrain<T>(primaryKey, grainClassNamePrefix));

        public T GetGrain<T>(GrainId grainId) where T : IAddressable => Faulty(grains.GetGrain<T>(grainId));

        private T Faulty<T>(T grain)
        {
            var proxy = DispatchProxy.Create<T, FaultyGrain>();
            ((FaultyGrain)(object)proxy!).Is(grain!, faults);
            return proxy;
        }
    }

    /// <summary>A grain that some calls do not reach.</summary>
    public class FaultyGrain : DispatchProxy
    {
        private object _grain = null!;
        private Faults _faults = null!;

        internal void Is(object grain, Faults faults) => (_grain, _faults) = (grain, faults);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            _faults.Hits(targetMethod!) ? throw new TimeoutException($"{targetMethod!.Name} goes unanswered.") : targetMethod!.Invoke(_grain, args);
    }
}
