using System.Collections.Concurrent;
using System.Reflection;

namespace Aegis.Embedded.Runtime;

/// <summary>All grain classes of a host, by stable name and by interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<string, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];
    private readonly ConcurrentDictionary<(Type, string?), GrainClass> _serving = new();

    public GrainClasses(EmbeddedHost host, IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies.Distinct())
        {
            var module = GrainModule.Of(assembly) ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} has no generated grain module: let the project reference Aegis.Embedded.Generator.");
            foreach (var info in module.Classes)
                Add(new GrainClass(host, info));
        }
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainClass OfType(string type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"There is no grain type '{type}' in this host.", nameof(type));

    public GrainClass Serving(Type grainInterface, string? classNamePrefix) =>
        _serving.TryGetValue((grainInterface, classNamePrefix), out var known)
            ? known
            : _serving.GetOrAdd((grainInterface, classNamePrefix), Find(grainInterface, classNamePrefix));

    private GrainClass Find(Type grainInterface, string? prefix)
    {
        var candidates = _byInterface.GetValueOrDefault(grainInterface, [])
            .Where(c => prefix is null || c.Info.Class.FullName!.StartsWith(prefix, StringComparison.Ordinal) || c.Info.Class.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        return candidates switch
        {
            [var one] => one,
            [] => throw new ArgumentException($"No grain class of this host implements {grainInterface.Name}. Was its assembly added with AddGrains?"),
            _ => throw new ArgumentException($"{grainInterface.Name} is implemented by {string.Join(", ", candidates.Select(c => c.Info.Class.Name))}: name the class by its prefix or the grain by its id."),
        };
    }

    private void Add(GrainClass grainClass)
    {
        if (!_byType.TryAdd(grainClass.Type, grainClass))
            throw new InvalidOperationException($"Two grain classes are called '{grainClass.Type}': give one another [GrainType].");
        foreach (var grainInterface in grainClass.Info.Interfaces)
        {
            if (!_byInterface.TryGetValue(grainInterface, out var list))
                _byInterface[grainInterface] = list = [];
            list.Add(grainClass);
        }
    }
}
