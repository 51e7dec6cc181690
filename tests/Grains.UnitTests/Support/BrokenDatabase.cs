using System.Reflection;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>A database of which one method fails.</summary>
public class BrokenDatabase : DispatchProxy
{
    private IGridDatabase _inner = null!;
    private string _broken = "";

    public static IGridDatabase Of(IGridDatabase inner, string broken)
    {
        var proxy = Create<IGridDatabase, BrokenDatabase>();
        ((BrokenDatabase)(object)proxy)._inner = inner;
        ((BrokenDatabase)(object)proxy)._broken = broken;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _broken ? Task.FromException(new IOException("The disk is gone.")) : targetMethod.Invoke(_inner, args);
}
