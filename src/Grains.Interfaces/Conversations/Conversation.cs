using Aegis.Actions;

namespace Aegis.Conversations;

[GenerateSerializer, Alias("aegis.TurnStatus")]
public enum TurnStatus { Queued, Running, Answered, Failed }

[GenerateSerializer, Alias("aegis.StepType")]
public enum StepType { Query, Orchestrator, Agent, Tool }

/// <summary>One step of a turn.</summary>
/// <param name="Name">A tool's name for a tool step; otherwise who acted.</param>
/// <param name="Details">Text with the evidence; no secrets.</param>
/// <param name="DurationMs">Milliseconds the step took.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnStep")]
public sealed record TurnStep(
    [property: Id(0)] StepType Type,
    [property: Id(1)] string Name,
    [property: Id(2)] string Details,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] double DurationMs,
    [property: Id(5)] string? ActionId = null);

/// <summary>The parts of a reply, one line of Markdown each.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ReplySections")]
public sealed record ReplySections(
    [property: Id(0)] ImmutableArray<string> Diagnostics,
    [property: Id(1)] ImmutableArray<string> Actions,
    [property: Id(2)] ImmutableArray<string> NextSteps);

/// <summary>An action as a reply names it.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ReplyAction")]
public sealed record ReplyAction([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] ActionStatus Status);

/// <summary>The answer to a turn.</summary>
/// <param name="Agent">onboarding, resolution, feedback, growth, orchestrator, or person where one of the team wrote it.</param>
/// <param name="Text">Markdown. Secrets stand as {{key:&lt;id&gt;}} until the edge fills them in for somebody who may see them.</param>
/// <param name="Again">What was to be done could not be done now, and is tried again this much later; null when nothing is left. Never stored.</param>
[GenerateSerializer, Immutable, Alias("aegis.Reply")]
public sealed record Reply(
    [property: Id(0)] string TurnId,
    [property: Id(1)] string Agent,
    [property: Id(2)] string Text,
    [property: Id(3)] ReplySections Sections,
    [property: Id(4)] ImmutableArray<TurnStep> Steps,
    [property: Id(5)] ImmutableArray<ReplyAction> Actions,
    [property: Id(6)] TimeSpan? Again = null);

/// <summary>One customer message and what came of it.</summary>
/// <param name="Message">The customer's text; null for a turn Aegis began itself.</param>
/// <param name="Intent">What it was taken to want; hand_over means that it waits for a person.</param>
/// <param name="Rating">"up" or "down", or null.</param>
/// <param name="AnsweredWith">The turn whose reply answers this one too, for a message sent in pieces or one a person answered; null for a turn of its own.</param>
/// <param name="Comment">What was said of the reply: with the rating, or when asked what was wrong. Keys are masked.</param>
/// <param name="RatedBy">Who rated it, as the ledger names actors.</param>
/// <param name="By">The id of the person who wrote the reply; null for an agent's.</param>
[GenerateSerializer, Immutable, Alias("aegis.Turn")]
public sealed record Turn(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Message,
    [property: Id(2)] TurnStatus Status,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset? AnsweredAt,
    [property: Id(5)] Reply? Reply,
    [property: Id(6)] string? Rating = null,
    [property: Id(7)] string? Intent = null,
    [property: Id(8)] string? AnsweredWith = null,
    [property: Id(9)] string? Comment = null,
    [property: Id(10)] string? RatedBy = null,
    [property: Id(11)] DateTimeOffset? RatedAt = null,
    [property: Id(12)] string? By = null);

/// <summary>Where a turn stands, with the steps after the ones already seen.</summary>
[GenerateSerializer, Immutable, Alias("aegis.TurnProgress")]
public sealed record TurnProgress(
    [property: Id(0)] TurnStatus Status,
    [property: Id(1)] ImmutableArray<TurnStep> Steps,
    [property: Id(2)] Reply? Reply);

/// <summary>A page of a conversation, oldest first.</summary>
/// <param name="TakenOver">A person is at the wheel; agents do nothing.</param>
/// <param name="Wheel">Who that is; null while Aegis drives.</param>
[GenerateSerializer, Immutable, Alias("aegis.Conversation")]
public sealed record Conversation([property: Id(0)] ImmutableArray<Turn> Turns, [property: Id(1)] bool TakenOver, [property: Id(2)] Wheel? Wheel = null);

/// <summary>A person at the wheel of a conversation, and since when.</summary>
/// <param name="By">The person's id.</param>
[GenerateSerializer, Immutable, Alias("aegis.Wheel")]
public sealed record Wheel([property: Id(0)] string By, [property: Id(1)] DateTimeOffset Since);

/// <summary>What people do in a conversation that the customer's ledger keeps.</summary>
[GenerateSerializer, Alias("aegis.ConversationEvent")]
public enum ConversationEvent { TakenOver, HandedBack, PersonWrote }

/// <summary>Something a person did in the conversation, for the ledger.</summary>
/// <param name="By">Who, as the ledger names them: "agent:alice".</param>
/// <param name="TurnId">The turn a person wrote; null otherwise.</param>
/// <param name="Text">What a person wrote, with keys masked; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("aegis.ConversationNote")]
public sealed record ConversationNote(
    [property: Id(0)] ConversationEvent Event, [property: Id(1)] string By, [property: Id(2)] string? TurnId = null, [property: Id(3)] string? Text = null);

/// <summary>A person's or the customer's judgement of a reply.</summary>
/// <param name="Rating">"up" or "down".</param>
[GenerateSerializer, Immutable, Alias("aegis.Feedback")]
public sealed record Feedback([property: Id(0)] string TurnId, [property: Id(1)] string Rating, [property: Id(2)] string? Comment);
