using Aegis.Actors;
using Aegis.Agents;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.Keys;
using Aegis.Api.Security;
using Aegis.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Conversations;

internal static class ConversationEndpoints
{
    public static void MapConversations(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/customers/{id}").WithTags("Conversations").NeedsOrCustomer(Role.Agent);
        group.MapPost("/messages", MessageEndpoint.SendAsync).RevealsKeys()
            .WithSummary("Says something to Aegis and waits for the reply; with Accept: text/event-stream its steps are sent as they happen.")
            .Produces<Reply>().Produces<PendingTurn>(StatusCodes.Status202Accepted);
        group.MapPost("/replies", ReplyAsync).Needs(Role.Agent)
            .WithSummary("Writes to the customer as a person of the team; while a person is at the wheel, the messages that wait are answered with it.");
        group.MapGet("/conversation", GetConversationAsync).NeedsOrCustomer(Role.Viewer).WithSummary("The last turns, oldest first; keys are masked.");
        group.MapGet("/turns/{turnId}", GetTurnAsync).NeedsOrCustomer(Role.Viewer).WithSummary("One turn with its reply, keys filled in.");
        group.MapGet("/turns/{turnId}/record", GetRecordAsync).Needs(Role.Admin).WithSummary("What a language model was asked and answered in a turn; for admins.");
        group.MapGet("/turns/{turnId}/replay", ReplayAsync).Needs(Role.Admin).WithSummary("Works a turn out again from its record, with no outside call; for admins.");
        group.MapPost("/feedback", RateAsync).WithSummary("Judges a reply up or down.");
        group.MapPost("/takeover", TakeOverAsync).Needs(Role.Approver).WithSummary("Takes the wheel from the agents, or hands it back.");
    }

    private static async Task<Results<Ok<Conversation>, Refused>> GetConversationAsync(string id, Caller caller, KeyTexts keys)
    {
        var conversation = await caller.Orchestrator(id).GetConversationAsync(caller.Actor);
        if (!conversation.Ok)
            return new Refused(conversation.Refusal);

        // A conversation that never began says nothing of whether there is such a customer.
        if (conversation.Value.Turns.IsEmpty && await caller.Customer(id).GetAsync(caller.Actor) is { Ok: false, Refusal: var refusal })
            return new Refused(refusal);

        var turns = ImmutableArray.CreateBuilder<Turn>(conversation.Value.Turns.Length);
        foreach (var turn in conversation.Value.Turns)
            turns.Add(turn.Reply is null ? turn : turn with { Reply = await keys.MaskAsync(turn.Reply) });
        return TypedResults.Ok(conversation.Value with { Turns = turns.MoveToImmutable() });
    }

    private static async Task<Results<Ok<Turn>, Refused>> GetTurnAsync(string id, string turnId, Caller caller, KeyTexts keys)
    {
        var turn = await caller.Orchestrator(id).GetTurnAsync(caller.Actor, turnId);
        return turn is { Ok: true, Value.Reply: { } reply }
            ? TypedResults.Ok(turn.Value with { Reply = await keys.RevealAsync(reply) })
            : Answer.Ok(turn);
    }

    private static async Task<Results<Ok<TurnRecordList>, Refused>> GetRecordAsync(string id, string turnId, Caller caller)
    {
        var records = await caller.Orchestrator(id).GetRecordAsync(caller.Actor, turnId);
        return records.Ok ? TypedResults.Ok(new TurnRecordList(records.Value)) : new Refused(records.Refusal);
    }

    private static async Task<Results<Ok<TurnReplay>, Refused>> ReplayAsync(string id, string turnId, Caller caller, KeyTexts keys)
    {
        var replay = await caller.Orchestrator(id).ReplayAsync(caller.Actor, turnId);
        return replay.Ok ? TypedResults.Ok(replay.Value with { Reply = await keys.MaskAsync(replay.Value.Reply) }) : new Refused(replay.Refusal);
    }

    private static async Task<Results<NoContent, Refused>> RateAsync(string id, Body<RateReply> body, Caller caller)
    {
        var feedback = new Feedback(body.Value.TurnId, body.Value.Rating == Rating.Up ? "up" : "down", body.Value.Comment);
        return Answer.Nothing(await caller.Orchestrator(id).RateAsync(caller.Actor, feedback));
    }

    private static async Task<Results<Ok<Turn>, Refused>> ReplyAsync(string id, Body<SendMessage> body, Caller caller, Operation operation)
    {
        var written = await caller.Orchestrator(id).WriteAsync(caller.Actor, body.Value.Text, operation.Id);
        return written.Ok ? Answer.Ok(await caller.Orchestrator(id).GetTurnAsync(caller.Actor, written.Value)) : new Refused(written.Refusal);
    }

    private static async Task<Results<NoContent, Refused>> TakeOverAsync(string id, Body<TakeOver> body, Caller caller) =>
        Answer.Nothing(await caller.Orchestrator(id).TakeOverAsync(caller.Actor, body.Value.On));
}
