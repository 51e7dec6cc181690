using System.Diagnostics;
using Polly;
using Polly.Retry;

namespace Aegis.Connectors.Calls;

/// <summary>The one road to an outside system: a time limit an attempt, repetition where it is safe, a failure kind, a span.</summary>
internal sealed class ConnectorCalls
{
    private static readonly ResiliencePropertyKey<string> Operation = new("operation");

    private readonly string _connector;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _limited;
    private readonly ResiliencePipeline _repeated;

    public ConnectorCalls(string connector, ConnectionOptions options, TimeProvider time)
    {
        _connector = connector;
        _options = options;
        _time = time;
        _limited = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(options.Timeout).Build();
        _repeated = options.Retries == 0 ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Repetition()).Build();
    }

    /// <summary>Makes the call. Every failure of the outside arrives as a <see cref="ConnectorException"/>.</summary>
    public async Task<T> RunAsync<T>(string operation, CallKind kind, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var span = ConnectorTelemetry.Source.StartActivity($"{_connector} {operation}", ActivityKind.Client);
        var started = _time.GetTimestamp();
        var outcome = "error";
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Operation, operation);
        try
        {
            var road = kind == CallKind.Blind ? ResiliencePipeline.Empty : _repeated;
            var result = await road.ExecuteAsync(
                async inner => await AttemptAsync(operation, kind, call, inner.CancellationToken), context);
            outcome = "ok";
            return result;
        }
        catch (ConnectorException failure)
        {
            outcome = failure.Kind.ToString().ToLowerInvariant();
            throw;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            ConnectorTelemetry.Record(span, _connector, operation, outcome, _time.GetElapsedTime(started));
        }
    }

    private async Task<T> AttemptAsync<T>(string operation, CallKind kind, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _limited.ExecuteAsync(async token => await call(token), cancellationToken);
        }
        catch (Exception failure) when (Failures.IsOutside(failure))
        {
            if (failure is not ProviderException)
                cancellationToken.ThrowIfCancellationRequested();
            throw Failures.Classify(failure, kind, operation);
        }
    }

    private RetryStrategyOptions Repetition() => new()
    {
        MaxRetryAttempts = _options.Retries,
        Delay = _options.RetryDelay,
        MaxDelay = _options.LongestRetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ConnectorException { Kind: FailureKind.Unavailable } failure
            && !(failure.RetryAfter > _options.LongestRetryDelay)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ConnectorException)?.RetryAfter),
        OnRetry = arguments =>
        {
            ConnectorTelemetry.Retried(_connector, arguments.Context.Properties.GetValue(Operation, ""));
            return default;
        },
    };
}
