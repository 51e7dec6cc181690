using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Aegis.Embedded.Runtime;

/// <summary>Makes references: finds the class that serves an interface, and the interface's generated proxy.</summary>
internal sealed class GrainFactory(EmbeddedHost host) : IClusterClient
{
    private static readonly ConcurrentDictionary<Assembly, GrainModule> s_modules = new();

    public EmbeddedHost Host => host;

    public IServiceProvider ServiceProvider => host.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Make<TGrainInterface>(host.Classes.Serving(typeof(TGrainInterface), grainClassNamePrefix), primaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Make<TGrainInterface>(host.Classes.Serving(typeof(TGrainInterface), grainClassNamePrefix), IntegerKeys.Format(primaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        Make<TGrainInterface>(host.Classes.OfType(grainId.Type), grainId.Key);

    private static TGrainInterface Make<TGrainInterface>(GrainClass grainClass, string key) =>
        (TGrainInterface)Proxies<TGrainInterface>.Create(new GrainTarget(grainClass, key));

    private static class Proxies<TGrainInterface>
    {
        public static readonly Func<GrainTarget, object> Create = Find();

        private static Func<GrainTarget, object> Find()
        {
            if (typeof(TGrainInterface) == typeof(IRemindable))
                return static target => new Reminders.RemindableReference(target);
            var module = s_modules.GetOrAdd(typeof(TGrainInterface).Assembly, static a => GrainModule.Of(a)
                ?? throw new InvalidOperationException($"{a.GetName().Name} has no generated grain references: let the project reference Aegis.Embedded.Generator."));
            return module.ProxyOf(typeof(TGrainInterface))
                ?? throw new InvalidOperationException($"{typeof(TGrainInterface).Name} is not a grain interface: it must derive from IGrainWithStringKey or IGrainWithIntegerKey.");
        }
    }

    private static class IntegerKeys
    {
        private static readonly string[] s_small = [.. Enumerable.Range(0, 1024).Select(i => i.ToString("X", CultureInfo.InvariantCulture))];

        public static string Format(long key) =>
            (ulong)key < (ulong)s_small.Length ? s_small[key] : key.ToString("X", CultureInfo.InvariantCulture);
    }
}
