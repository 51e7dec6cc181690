using Aegis.Api.Events;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.Keys;
using Aegis.Conversations;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Conversations;

/// <summary>Sends a message and follows its turn by long polls, to a reply or as a stream of steps.</summary>
internal static class MessageEndpoint
{
    private static readonly Problem TurnFailed = Problem.Of(
        StatusCodes.Status502BadGateway, "The turn ended without a reply; its steps say how far it came. Say it again to go on.");

    public static async Task<IResult> SendAsync(
        string id, Body<SendMessage> body, Caller caller, Operation operation, HttpContext context, ApiOptions options, TimeProvider time)
    {
        var sent = await caller.Orchestrator(id).SendAsync(caller.Actor, body.Value.Text, operation.Id);
        if (!sent.Ok)
            return new Refused(sent.Refusal);

        var turn = new Follow(caller, id, sent.Value, context);
        context.Response.Headers.Location = $"/api/customers/{id}/turns/{sent.Value}";
        if (await turn.WaitsForPersonAsync())
            return turn.Pending(TurnStatus.Queued);
        if (EventStream.IsAccepted(context.Request))
        {
            await StreamAsync(turn);
            return TypedResults.Empty;
        }

        return await WaitAsync(turn, time, options.ReplyTimeout);
    }

    private static async Task<IResult> WaitAsync(Follow turn, TimeProvider time, TimeSpan timeout)
    {
        var seen = 0;
        for (var begun = time.GetTimestamp(); time.GetElapsedTime(begun) < timeout;)
        {
            var progress = await turn.WatchAsync(seen);
            switch (progress)
            {
                case { Ok: false }:
                    return new Refused(progress.Refusal);
                case { Value.Status: TurnStatus.Answered, Value.Reply: { } reply }:
                    // The answer is kept for replay; its placeholders are filled in on the way out.
                    return TypedResults.Ok(reply);
                case { Value.Status: TurnStatus.Failed }:
                    return new ProblemResult(TurnFailed);
            }

            seen += progress.Value.Steps.Length;
        }

        return turn.Pending(TurnStatus.Running);
    }

    private static async Task StreamAsync(Follow turn)
    {
        var stream = await EventStream.BeginAsync(turn.Context);
        try
        {
            await RelayAsync(turn, stream);
        }
        catch (OperationCanceledException) when (turn.Context.RequestAborted.IsCancellationRequested)
        {
            // The client left; the turn goes on without it.
        }
    }

    private static async Task RelayAsync(Follow turn, EventStream stream)
    {
        var seen = 0;
        while (true)
        {
            var progress = await turn.WatchAsync(seen);
            if (!progress.Ok)
            {
                await stream.SendAsync("error", Problem.Of(StatusCodes.Status404NotFound, progress.Refusal.Message), ApiJson.Wire.Problem);
                return;
            }

            foreach (var step in progress.Value.Steps)
                await stream.SendAsync("step", step, ApiJson.Wire.TurnStep);
            seen += progress.Value.Steps.Length;

            if (progress.Value is { Status: TurnStatus.Answered, Reply: { } reply })
            {
                await stream.SendAsync("reply", await KeyTexts.Of(turn.Context).RevealAsync(reply), ApiJson.Wire.Reply);
                return;
            }

            if (progress.Value.Status == TurnStatus.Failed)
            {
                await stream.SendAsync("error", TurnFailed, ApiJson.Wire.Problem);
                return;
            }

            if (progress.Value.Steps.IsEmpty)
                await stream.KeepAliveAsync();
        }
    }

    private sealed record Follow(Caller Caller, string CustomerId, string TurnId, HttpContext Context)
    {
        public Task<Result<TurnProgress>> WatchAsync(int seen) =>
            Caller.Orchestrator(CustomerId).WatchAsync(Caller.Actor, TurnId, seen, Context.RequestAborted);

        /// <summary>Whether a person is at the wheel, so that no reply comes by itself.</summary>
        public async Task<bool> WaitsForPersonAsync() =>
            // More steps than -1 there always are: this answers at once.
            await WatchAsync(-1) is { Value.Status: TurnStatus.Queued }
            && await Caller.Orchestrator(CustomerId).GetConversationAsync(Caller.Actor) is { Value.TakenOver: true };

        public IResult Pending(TurnStatus status) =>
            TypedResults.Accepted(Context.Response.Headers.Location.ToString(), new PendingTurn(TurnId, status));
    }
}
