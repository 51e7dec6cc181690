using System.Reflection;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>Makes commits fail that a test chooses, before they reach the disk.</summary>
public sealed class DatabaseFaults
{
    public Func<RecordWrite, bool>? Fails { get; set; }

    public IGridDatabase Wrap(IGridDatabase database)
    {
        var proxy = DispatchProxy.Create<IGridDatabase, FaultyDatabase>();
        ((FaultyDatabase)proxy).Inner = database;
        ((FaultyDatabase)proxy).Faults = this;
        return proxy;
    }
}

public class FaultyDatabase : DispatchProxy
{
    public IGridDatabase Inner { get; set; } = null!;

    public DatabaseFaults Faults { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IGridDatabase.CommitAsync) && ((IReadOnlyList<RecordWrite>)args![0]!).Any(write => Faults.Fails?.Invoke(write) == true))
            return Task.FromException<IReadOnlyList<WriteVerdict>>(new IOException("The disk is full."));
        return targetMethod.Invoke(Inner, args);
    }
}

public static class DatabaseFaultsExtensions
{
    public static IServiceCollection WithFaults(this IServiceCollection services, DatabaseFaults faults)
    {
        var original = services.Single(service => service.ServiceType == typeof(IGridDatabase));
        services.Remove(original);
        return services.AddSingleton(provider => faults.Wrap((IGridDatabase)original.ImplementationFactory!(provider)));
    }
}
