using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Sandboxes;

/// <summary>What stands between a caller and a sandbox's work: latency and faults, the same in process and over HTTP.</summary>
internal sealed class SandboxGate(FaultSwitch faults, TimeSpan latency, TimeProvider time)
{
    public async Task<T> PassAsync<T>(string operation, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var fault = faults.Draw(operation);
        var wait = faults.Vary(latency);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
        switch (fault?.Kind)
        {
            case null:
                return await work();
            case FaultKind.Slow:
                return await SlowlyAsync(work, fault.Delay).WaitAsync(cancellationToken);
            case FaultKind.Timeout:
                await Task.Delay(fault.Delay ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
                throw new ConnectionLostException();
            case FaultKind.ConnectionLost:
                await UnheardAsync(work);
                throw new ConnectionLostException();
            case FaultKind.ErrorAfterDone:
                await UnheardAsync(work);
                throw new ProviderException(500, "internal_error", "The sandbox failed on request, after it was done.");
            default:
                throw Answer(fault);
        }
    }

    /// <summary>Does the work, whose answer, good or bad, nobody will hear.</summary>
    private static async Task UnheardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
        }
        catch (ProviderException)
        {
        }
    }

    /// <summary>A slow provider goes on when the caller has given up.</summary>
    private async Task<T> SlowlyAsync<T>(Func<Task<T>> work, TimeSpan? delay)
    {
        await Task.Delay(delay ?? TimeSpan.FromSeconds(1), time, CancellationToken.None);
        return await work();
    }

    private static ProviderException Answer(Fault fault) => fault.Kind switch
    {
        FaultKind.Rejected => new(400, "operation_failed", "The sandbox rejects this on request."),
        FaultKind.RateLimited => new(429, "api_request_limit_exceeded", "Too many requests.", retryAfter: fault.Delay ?? TimeSpan.FromSeconds(1)),
        FaultKind.Unavailable => new(503, "service_unavailable", "The sandbox is unavailable on request."),
        _ => new(500, "internal_error", "The sandbox failed on request."),
    };
}
