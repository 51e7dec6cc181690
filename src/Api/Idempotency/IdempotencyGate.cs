using Aegis.Api.Http;
using Aegis.Idempotency;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Idempotency;

/// <summary>One request's claim on its Idempotency-Key.</summary>
internal sealed class IdempotencyGate
{
    private const string ReplayedHeader = "Idempotency-Replayed";
    private static readonly TimeSpan InProgressPause = TimeSpan.FromSeconds(1);
    private readonly IIdempotencyGrain _grain;
    private readonly Caller _caller;
    private readonly string _requestHash;

    private IdempotencyGate(IIdempotencyGrain grain, Caller caller, string requestHash) => (_grain, _caller, _requestHash) = (grain, caller, requestHash);

    /// <summary>Claims the key for a request; null when the response has been given already: a replay, 403, 409 or 422.</summary>
    public static async Task<IdempotencyGate?> EnterAsync(HttpContext context, string requestHash)
    {
        var caller = Caller.Of(context);
        var grain = caller.Grains.GetGrain<IIdempotencyGrain>($"{caller.Actor.Workspace}/{Operation.Of(context).Id}");
        var check = await grain.BeginAsync(caller.Actor, requestHash);
        if (!check.Ok)
        {
            await new Refused(check.Refusal).ExecuteAsync(context);
            return null;
        }

        switch (check.Value)
        {
            case { Verdict: IdempotencyVerdict.Replay, Answer: { } answer }:
                await ReplayAsync(context, answer);
                return null;
            case { Verdict: IdempotencyVerdict.Mismatch }:
                await (Problem.Of(StatusCodes.Status422UnprocessableEntity, $"This {Operation.Header} was used for another request; send a fresh one.") with
                {
                    Errors = new Dictionary<string, string[]> { [Operation.Header] = ["The key belongs to a request with another method, path or body."] },
                }).WriteAsync(context);
                return null;
            case { Verdict: IdempotencyVerdict.InProgress }:
                await Problem.Of(StatusCodes.Status409Conflict, $"The first request with this {Operation.Header} is still being performed.").WriteAsync(context, InProgressPause);
                return null;
            default:
                return new(grain, caller, requestHash);
        }
    }

    /// <summary>Keeps a final answer for replay; gives the key free when the answer may change at another try.</summary>
    public Task SettleAsync(StoredAnswer answer) => answer.Status is >= 500 or StatusCodes.Status429TooManyRequests
        ? AbandonAsync()
        : _grain.CompleteAsync(_caller.Actor, _requestHash, answer);

    /// <summary>Gives the key free; where that fails the claim lapses, and whatever went wrong before is what counts.</summary>
    public async Task AbandonAsync()
    {
        try
        {
            await _grain.AbandonAsync(_caller.Actor, _requestHash);
        }
        catch (Exception)
        {
            // Nothing to add to the answer.
        }
    }

    private static Task ReplayAsync(HttpContext context, StoredAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers[ReplayedHeader] = "true";
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        return answer.Body.Length == 0 ? Task.CompletedTask : response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
