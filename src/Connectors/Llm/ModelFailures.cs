using System.Net;

namespace Aegis.Connectors.Llm;

/// <summary>What a failed call of a model means. Nothing of the answer's body is kept: some endpoints echo keys.</summary>
internal static class ModelFailures
{
    public static ModelException Classify(Exception failure, bool timedOut, bool begun, TimeSpan limit)
    {
        if (timedOut)
            return new(ModelFault.Slow, $"The model did not finish within {limit.TotalSeconds:0.#} s.", failure) { Begun = begun };
        var answered = Chain(failure).OfType<AnsweredException>().FirstOrDefault();
        return answered switch
        {
            null when Chain(failure).Any(f => f is System.Text.Json.JsonException or FormatException) =>
                new(ModelFault.Unreadable, $"The model's answer cannot be read ({failure.GetType().Name}).", failure) { Begun = begun },
            null => new(ModelFault.Unavailable, $"The model cannot be reached ({Chain(failure).Last().GetType().Name}).", failure) { Begun = begun },
            { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError } =>
                new(ModelFault.Unavailable, $"The model answered {(int)answered.Status}.") { Begun = begun, RetryAfter = answered.RetryAfter },
            _ => new(ModelFault.Refused, $"The model refused the request with {(int)answered.Status}.") { Begun = begun },
        };
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }
}

/// <summary>An endpoint answered with something else than success.</summary>
internal sealed class AnsweredException(HttpStatusCode status, TimeSpan? retryAfter) : Exception($"The endpoint answered {(int)status}.")
{
    public HttpStatusCode Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Turns what is no success into one kind of failure, before an SDK reads a body that may hold anything.</summary>
internal sealed class AnswerGate(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var after = response.Headers.RetryAfter;
            throw new AnsweredException(response.StatusCode, after?.Delta ?? after?.Date - time.GetUtcNow());
        }
    }
}
