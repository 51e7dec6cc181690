namespace Aegis.Embedded.Runtime;

/// <summary>A call that answers with a <typeparamref name="TResult"/>.</summary>
public abstract class Invocation<TResult>(GrainMethod method) : Invocation(method)
{
    // Answered in a turn of the activation, where awaits of other schedulers never run inline: no caller runs inside the callee's turn.
    private readonly TaskCompletionSource<TResult> _promise = new();
    private CallCancellation? _cancellation;

    internal Task<TResult> Task => _promise.Task;

    internal override bool IsAnswered => _promise.Task.IsCompleted;

    /// <summary>The token the callee sees.</summary>
    protected CancellationToken Token => _cancellation?.Token ?? CancellationToken.None;

    protected abstract Task<TResult> Call(object grain);

    internal void LinkTo(CancellationToken cancellationToken) =>
        _cancellation = new CallCancellation(cancellationToken, () => _promise.TrySetCanceled(cancellationToken));

    internal sealed override bool Run(Activation activation)
    {
        Task<TResult> running;
        try
        {
            _cancellation?.Begin(activation);
            running = Call(activation.Instance)
                ?? throw new InvalidOperationException($"{Method} returned no task.");
        }
        catch (Exception exception)
        {
            Fail(exception);
            return true;
        }

        if (!running.IsCompleted)
        {
            activation.CallPends(this);
            _ = new Pending(this, activation, running);
            return false;
        }

        Answer(running);
        return true;
    }

    internal sealed override void Fail(Exception exception)
    {
        _cancellation?.Dispose();
        if (exception is OperationCanceledException canceled)
            _promise.TrySetCanceled(canceled.CancellationToken);
        else
            _promise.TrySetException(exception);
        Trace?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
        if (Method.Is(MethodTraits.OneWay))
            _ = _promise.Task.Exception;
    }

    internal sealed override void CancelCallee() => _cancellation?.Cancel();

    private void Answer(Task<TResult> ended)
    {
        if (ended.IsCompletedSuccessfully)
        {
            _cancellation?.Dispose();
            _promise.TrySetResult(ended.Result);
            return;
        }

        Fail(ended.Exception is { } aggregate
            ? aggregate.InnerExceptions.Count == 1 ? aggregate.InnerException! : aggregate
            : CanceledException(ended));
    }

    private static OperationCanceledException CanceledException(Task ended)
    {
        try
        {
            ended.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }

        return new TaskCanceledException(ended);
    }

    /// <summary>Waits for the callee's task: inline when it ends in a turn of the activation, else in a turn of its own.</summary>
    private sealed class Pending
    {
        private readonly Invocation<TResult> _call;
        private readonly Activation _activation;

        public Pending(Invocation<TResult> call, Activation activation, Task<TResult> running)
        {
            _call = call;
            _activation = activation;
            running.ContinueWith(
                static (ended, state) => ((Pending)state!).End(ended), this,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, activation);
        }

        private void End(Task<TResult> ended)
        {
            _call.Answer(ended);
            _activation.CallEnded(_call);
        }
    }
}

/// <summary>A call that answers with nothing.</summary>
public abstract class VoidInvocation(GrainMethod method) : Invocation<Nothing>(method)
{
    protected abstract Task CallVoid(object grain);

    protected sealed override Task<Nothing> Call(object grain)
    {
        var running = CallVoid(grain);
        return running.IsCompletedSuccessfully ? Nothing.Completed : Wait(running);
    }

    private static async Task<Nothing> Wait(Task running)
    {
        await running;
        return default;
    }
}

/// <summary>The result of a method that has none.</summary>
public readonly struct Nothing
{
    internal static readonly Task<Nothing> Completed = Task.FromResult<Nothing>(default);
}
