namespace Aegis.Embedded.Runtime;

/// <summary>A reference to a grain; generated code derives one class an interface.</summary>
public abstract class GrainReference(GrainTarget target) : IAddressable
{
    private Activation? _lastKnown;

    internal GrainId GrainId => new(target.Class.Type, target.Key);

    internal EmbeddedHost Host => target.Class.Host;

    public override string ToString() => GrainId.ToString();

    public override bool Equals(object? obj) => obj is GrainReference other && other.GrainId == GrainId;

    public override int GetHashCode() => GrainId.GetHashCode();

    protected Task<TResult> Send<TResult>(Invocation<TResult> call)
    {
        target.Class.Send(target.Key, call, ref _lastKnown);
        return call.Task;
    }

    protected Task<TResult> Send<TResult>(Invocation<TResult> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellationToken);
        call.LinkTo(cancellationToken);
        return Send(call);
    }

    protected Task Post(Invocation<Nothing> call)
    {
        target.Class.Send(target.Key, call, ref _lastKnown);
        return Task.CompletedTask;
    }
}

/// <summary>What a reference refers to.</summary>
public readonly struct GrainTarget
{
    internal GrainTarget(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    internal GrainClass Class { get; }

    internal string Key { get; }
}
