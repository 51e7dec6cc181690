using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.LoadTest.Measuring;

namespace Aegis.LoadTest.Traffic;

/// <summary>An answer read to its end.</summary>
public sealed record Answer(int Status, string Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body, when it is a JSON object.</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Calls the grid, again within the retry budget where that may help, and measures.</summary>
public sealed class GridClient(HttpClient http, Meter meter, TimeProvider time, TimeSpan timeout, TimeSpan budget)
{
    /// <summary>Performs one operation.</summary>
    /// <param name="request">Makes the request of each attempt anew.</param>
    /// <param name="onAnswer">Sees every answer, also those that are followed by another attempt.</param>
    /// <param name="onLost">Called for every attempt that may have been performed but brought no answer.</param>
    /// <param name="expected">A status that counts as success beside 2xx.</param>
    /// <returns>The final answer; null when there was none within the budget.</returns>
    /// <exception cref="OperationCanceledException">The whole run was given up.</exception>
    public async Task<Answer?> SendAsync(
        string operation, Func<HttpRequestMessage> request, CancellationToken giveUp,
        Action<Answer>? onAnswer = null, Action? onLost = null, int? expected = null)
    {
        var begun = time.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            var (attempt, answer) = await TryAsync(request, giveUp);
            if (answer is not null)
                onAnswer?.Invoke(answer);
            else
                onLost?.Invoke();
            if (answer is { Ok: true } || (expected is not null && answer?.Status == expected))
            {
                meter.Ended(operation, time.GetElapsedTime(begun), error: null);
                return answer;
            }

            if (RetryRules.Pause(attempt, failures, time.GetElapsedTime(begun), budget, Random.Shared.NextDouble()) is not { } pause)
            {
                meter.Ended(operation, time.GetElapsedTime(begun), attempt.Kind);
                return answer;
            }

            meter.Retried(operation, attempt.Kind);
            await Task.Delay(pause, time, giveUp);
        }
    }

    private async Task<(Attempt Attempt, Answer? Answer)> TryAsync(Func<HttpRequestMessage> request, CancellationToken giveUp)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, giveUp);
        meter.Sent();
        try
        {
            using var message = request();
            using var response = await http.SendAsync(message, either.Token);
            var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
            return (new($"{answer.Status}", answer.Status, PauseOf(response.Headers.RetryAfter)), answer);
        }
        catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
        {
            return (new("timeout", null, null), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return (new("connection", null, null), null);
        }
    }

    private TimeSpan? PauseOf(RetryConditionHeaderValue? header) =>
        header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
            _ => null,
        };
}
