using System.Reflection;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>Makes commits fail that a test chooses, before they reach the disk.</summary>
public sealed class DatabaseFaults
{
    public const string Message = "The disk is full.";

    public Func<RecordWrite, bool>? Fails { get; set; }

    /// <summary>Sees that the call fails for a commit that failed.</summary>
    public static async Task ShouldFailAsync(Func<Task> call) =>
        (await Should.ThrowAsync<OrleansException>(call)).InnerException.ShouldBeOfType<IOException>().Message.ShouldBe(Message);

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
            return Task.FromException<IReadOnlyList<WriteVerdict>>(new IOException(DatabaseFaults.Message));
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
