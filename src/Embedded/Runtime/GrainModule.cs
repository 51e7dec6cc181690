namespace Aegis.Embedded.Runtime;

/// <summary>Names the generated module of an assembly, so that nothing is scanned at start.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainModuleAttribute(Type module) : Attribute
{
    public Type Module { get; } = module;
}

/// <summary>The grain interfaces and classes of one assembly; generated.</summary>
public abstract class GrainModule
{
    /// <summary>Makes a reference of the given interface, or null when the interface is not of this assembly.</summary>
    public abstract Func<GrainTarget, object>? ProxyOf(Type grainInterface);

    public abstract IEnumerable<GrainClassInfo> Classes { get; }

    internal static GrainModule? Of(System.Reflection.Assembly assembly)
    {
        var attribute = (GrainModuleAttribute?)Attribute.GetCustomAttribute(assembly, typeof(GrainModuleAttribute));
        return attribute is null ? null : (GrainModule)Activator.CreateInstance(attribute.Module)!;
    }
}

/// <summary>A grain class as generated code describes it.</summary>
public sealed class GrainClassInfo
{
    /// <summary>The class's stable name.</summary>
    public required string Type { get; init; }

    public required Type Class { get; init; }

    /// <summary>The grain interfaces a reference to it may have.</summary>
    public required Type[] Interfaces { get; init; }

    public required Func<GrainConstruction, Grain> Create { get; init; }

    public bool Reentrant { get; init; }

    /// <summary>0: one activation a key. Less: the host's default number of workers.</summary>
    public int MaxLocalWorkers { get; init; }

    /// <summary>Minutes; 0 for the host's default.</summary>
    public double CollectionAgeMinutes { get; init; }

    public string[] StreamNamespaces { get; init; } = [];
}
