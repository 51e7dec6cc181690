using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Keys;

namespace Aegis.Agents;

/// <summary>What the orchestrator knows of a message's intent.</summary>
/// <param name="Agent">Who answers: onboarding, resolution, feedback, growth, orchestrator.</param>
/// <param name="Intent">start_onboarding, integrate, status, diagnose, ask_docs, ticket, …</param>
/// <param name="Language">The programming language the message names, or null.</param>
/// <param name="Also">What else the message wants, in order; null for nothing.</param>
/// <param name="Reason">Why a message is for a person: security, privacy, billing, legal, person; null otherwise.</param>
/// <param name="Follows">Whether the message only carries on from the one before it.</param>
[GenerateSerializer, Immutable, Alias("aegis.Route")]
public sealed record Route(
    [property: Id(0)] string Agent,
    [property: Id(1)] string Intent,
    [property: Id(2)] string? Language,
    [property: Id(3)] string Why,
    [property: Id(4)] ImmutableArray<FurtherIntent>? Also = null,
    [property: Id(5)] string? Reason = null,
    [property: Id(6)] bool Follows = false);

/// <summary>An intent of a message beside its first, and the agent that answers it.</summary>
[GenerateSerializer, Immutable, Alias("aegis.FurtherIntent")]
public sealed record FurtherIntent([property: Id(0)] string Agent, [property: Id(1)] string Intent);

/// <summary>One turn's work for an agent.</summary>
/// <param name="Epoch">The turn lease's epoch; reports and results of an older one are refused.</param>
/// <param name="WorkflowId">The workflow to carry on, when the turn is Aegis' own.</param>
/// <param name="About">The turn this one is about: one that was rated, or that the customer speaks of; null for none.</param>
/// <param name="EpisodeId">The episode to intervene in, when the turn is Aegis' own.</param>
/// <param name="Finding">Which finding of it.</param>
/// <param name="PastedKeys">The keys that were masked in the message; null for none.</param>
/// <param name="ActionId">The action whose outcome is told, when the turn is Aegis' own.</param>
/// <param name="Before">What was said before a message that only carries on from it, as "and for live keys?"; null for one that stands by itself.</param>
/// <param name="Memory">What is remembered of the conversation; null for its first turn.</param>
/// <param name="Slot">Where what a model is asked and answers this turn is recorded.</param>
/// <param name="Worker">Aegis itself, signed by the orchestrator: what the worker reports by, and how it knows that the work is no stranger's.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnWork")]
public sealed record TurnWork(
    [property: Id(0)] string CustomerKey,
    [property: Id(1)] string TurnId,
    [property: Id(2)] long Epoch,
    [property: Id(3)] Actor Actor,
    [property: Id(4)] string? Message,
    [property: Id(5)] Route Route,
    [property: Id(6)] string? WorkflowId,
    [property: Id(7)] string? EpisodeId = null,
    [property: Id(8)] int Finding = 0,
    [property: Id(9)] ImmutableArray<PastedKey>? PastedKeys = null,
    [property: Id(10)] TurnAbout? About = null,
    [property: Id(11)] string? Before = null,
    [property: Id(12)] TurnMemory? Memory = null,
    [property: Id(13)] int Slot = 0,
    [property: Id(14)] string? ActionId = null,
    [property: Id(15)] Actor? Worker = null);

/// <summary>What is remembered of a conversation before a turn, bounded.</summary>
/// <param name="Summary">What came before the recent turns, a line each; null for nothing.</param>
/// <param name="Recent">The last turns that ended, oldest first.</param>
/// <param name="Language">The programming language last named in the conversation, or null.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnMemory")]
public sealed record TurnMemory(
    [property: Id(0)] string? Summary,
    [property: Id(1)] ImmutableArray<RememberedTurn> Recent,
    [property: Id(2)] string? Language);

/// <summary>One turn as it is remembered, its texts shortened.</summary>
/// <param name="Message">Null for a turn Aegis began itself.</param>
/// <param name="Did">The actions it took, as "create_ticket: done", separated by commas; empty for none.</param>
[GenerateSerializer, Immutable, Alias("aegis.RememberedTurn")]
public sealed record RememberedTurn(
    [property: Id(0)] string TurnId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string? Message,
    [property: Id(3)] string Intent,
    [property: Id(4)] string Reply,
    [property: Id(5)] string Did);

/// <summary>A turn that another is about.</summary>
/// <param name="Reply">The beginning of what was answered; null before there is an answer.</param>
/// <param name="Steps">How the answer came about.</param>
/// <param name="Rating">"up" or "down", or null.</param>
/// <param name="Comment">What was said of it so far.</param>
/// <param name="Asked">Whether the customer was asked before what was wrong with it.</param>
/// <param name="Since">When the turn that is told of it was begun: what was done about it since, that turn did.</param>
/// <param name="Said">What came with the rating that the turn takes in; null for nothing, and for a message.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnAbout")]
public sealed record TurnAbout(
    [property: Id(0)] string TurnId,
    [property: Id(1)] string? Message,
    [property: Id(2)] string Intent,
    [property: Id(3)] string? Reply,
    [property: Id(4)] ImmutableArray<TurnStep> Steps,
    [property: Id(5)] string? Rating,
    [property: Id(6)] string? Comment,
    [property: Id(7)] bool Asked = false,
    [property: Id(8)] DateTimeOffset? Since = null,
    [property: Id(9)] string? Said = null);

/// <summary>A stateless worker that does one turn's work and answers with the reply, its steps reported on the way. Takes work from the orchestrator only: <see cref="TurnWork.Worker"/>.</summary>
[Alias("aegis.IAgent")]
public interface IAgent : IGrainWithIntegerKey
{
    [Alias("RunAsync"), ResponseTimeout("00:05:00")]
    Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken);
}

/// <summary>Sets customers up: trial, keys, sandbox, code, first call; carries the onboarding workflow on; finds out why calls fail and mends it.</summary>
[Alias("aegis.IOnboardingAgent")]
public interface IOnboardingAgent : IAgent;

/// <summary>Answers from the product's documents, with their source, and looks up tickets.</summary>
[Alias("aegis.IResolutionAgent")]
public interface IResolutionAgent : IAgent;

/// <summary>Takes praise and complaints: records them with the turn they are about, and brings complaints to a ticket.</summary>
[Alias("aegis.IFeedbackAgent")]
public interface IFeedbackAgent : IAgent;

/// <summary>Weighs use against the plan, and proposes upgrades, offers and ways to stay.</summary>
[Alias("aegis.IGrowthAgent")]
public interface IGrowthAgent : IAgent;
