using System.Text.Json.Serialization;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Conversations;

/// <summary>A turn as the conversation's state keeps it.</summary>
/// <param name="ActorId">Who sent it; signed anew whenever the turn is driven, so that no signature is stored.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="AnsweredWith">The turn this one is a piece of: it runs, and is answered, with that one.</param>
/// <param name="Message">What was said, with keys masked.</param>
/// <param name="WorkflowId">The workflow it carries on, when it is Aegis' own.</param>
/// <param name="AboutTurnId">The turn it judges, when it is feedback.</param>
/// <param name="EpisodeId">The episode it intervenes in, when it is Aegis' own.</param>
/// <param name="Lost">Attempts that failed through no fault of the turn's own, which do not count as attempts.</param>
/// <param name="ActionId">The action whose outcome it tells, when it is Aegis' own.</param>
/// <param name="PastedKeys">The keys that were masked in the message; null for none.</param>
/// <param name="BegunAt">When it was begun first, or first again after it was put off.</param>
/// <param name="NotBefore">It was put off until then; others go before it.</param>
/// <param name="PutOff">How often it was put off.</param>
/// <param name="Ordinal">The how manieth of the conversation it is, from 1.</param>
public sealed record StoredTurn(
    string Id,
    string? Message,
    string ActorId,
    Role ActorRole,
    Route Route,
    DateTimeOffset At,
    TurnStatus Status = TurnStatus.Queued,
    int Attempts = 0,
    DateTimeOffset? AnsweredAt = null,
    Reply? Reply = null,
    string? WorkflowId = null,
    string? Rating = null,
    string? Comment = null,
    string? EpisodeId = null,
    int Finding = 0,
    string? AnsweredWith = null,
    ImmutableArray<PastedKey>? PastedKeys = null,
    int Lost = 0,
    string? AboutTurnId = null,
    string? RatedBy = null,
    DateTimeOffset? RatedAt = null,
    DateTimeOffset? BegunAt = null,
    DateTimeOffset? NotBefore = null,
    int PutOff = 0,
    string? ActionId = null,
    long Ordinal = 0)
{
    /// <summary>Records of turns that are kept, of the latest.</summary>
    public const int Slots = 40;

    /// <summary>Where what a model is asked about it is recorded.</summary>
    [JsonIgnore]
    public int Slot => (int)(Ordinal % Slots);

    public bool IsEnded => Status is TurnStatus.Answered or TurnStatus.Failed;

    /// <summary>Whether it waits for nothing but its turn.</summary>
    public bool IsReady(DateTimeOffset now) => Status == TurnStatus.Queued && !(NotBefore > now);

    public Turn ToTurn() => new(Id, Message, Status, At, AnsweredAt, Reply, Rating, Route.Intent, AnsweredWith, Comment, RatedBy, RatedAt, Route.Intent == Intents.Person ? ActorId : null);
}
