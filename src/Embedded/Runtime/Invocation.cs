using System.Diagnostics;

namespace Aegis.Embedded.Runtime;

/// <summary>One call: its arguments, its place in the activation's queue, and the caller's promise. Generated code derives one class a method.</summary>
public abstract class Invocation
{
    /// <summary>Links the waiting calls, later the running ones, of one activation.</summary>
    internal Invocation? Next;

    /// <summary>The caller's span until the call begins, then its own; null while nobody listens.</summary>
    internal Activity? Trace;

    /// <summary>When the response timeout began to be counted: the first time a sweep saw the call; 0 before.</summary>
    internal long SeenAt;

    /// <summary>How many activations left before they served it.</summary>
    internal byte Hops;

    private protected Invocation(GrainMethod method) => Method = method;

    internal GrainMethod Method { get; }

    /// <summary>Whether the caller has its answer, or gave up: such a call is not begun.</summary>
    internal abstract bool IsAnswered { get; }

    /// <summary>Begins the call in a turn of the activation. True when it has ended; else the activation is told later.</summary>
    internal abstract bool Run(Activation activation);

    /// <summary>Answers with a failure unless the call was answered already.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>Signals the callee, in a turn of its activation, that nobody waits any more.</summary>
    internal virtual void CancelCallee()
    {
    }
}
