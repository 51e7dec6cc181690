using Aegis.Connectors.Calls;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Aegis.Connectors.Llm;

/// <summary>The road to a model: repeated with jitter while nothing has come, closed for a while when calls keep failing.</summary>
internal sealed class ModelRoad
{
    private readonly ResiliencePipeline _pipeline;

    public ModelRoad(LlmOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
            builder.AddRetry(Repetition(options));
        _pipeline = builder.AddCircuitBreaker(Breaker(options)).Build();
    }

    /// <exception cref="ModelException">The call failed, or the road is closed.</exception>
    public async Task<Completion> GoAsync(Func<CancellationToken, Task<Completion>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await call(token), cancellationToken);
        }
        catch (BrokenCircuitException failure)
        {
            throw new ModelException(ModelFault.Unavailable, "The model failed too often and is left alone for a while.", failure);
        }
    }

    private static RetryStrategyOptions Repetition(LlmOptions options) => new()
    {
        MaxRetryAttempts = options.Retries,
        Delay = options.RetryDelay,
        MaxDelay = options.LongestRetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ModelException { Fault: ModelFault.Unavailable, Begun: false } failure && !(failure.RetryAfter > options.LongestRetryDelay)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelException)?.RetryAfter),
        OnRetry = _ =>
        {
            ConnectorTelemetry.Retried("llm", "ask");
            return default;
        },
    };

    // Refusals are the request's own fault, and an answer that cannot be read came from a model that is there.
    private static CircuitBreakerStrategyOptions Breaker(LlmOptions options) => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = options.BreakerCalls,
        SamplingDuration = options.BreakerWindow,
        BreakDuration = options.BreakerPause,
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelException { Fault: ModelFault.Unavailable or ModelFault.Slow }),
    };
}
