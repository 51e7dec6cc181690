using Aegis.Actors;
using Aegis.Conversations;

namespace Aegis.Agents;

/// <summary>A message between Aegis and a model, without secrets.</summary>
/// <param name="Role">system, user, assistant or tool.</param>
/// <param name="Calls">The tool calls of an assistant's message.</param>
/// <param name="CallId">The call a tool's message answers.</param>
/// <param name="Fault">Whether it answers a call that could not be made: an unknown tool, wrong arguments.</param>
/// <param name="InputTokens">What an assistant's message took: tokens of its prompt, which is every message before it.</param>
/// <param name="Micros">Its cost in millionths of a US dollar.</param>
[GenerateSerializer, Immutable, Alias("aegis.RecordedMessage")]
public sealed record RecordedMessage(
    [property: Id(0)] string Role,
    [property: Id(1)] string Text,
    [property: Id(2)] ImmutableArray<RecordedCall> Calls,
    [property: Id(3)] string? CallId = null,
    [property: Id(4)] bool Fault = false,
    [property: Id(5)] long InputTokens = 0,
    [property: Id(6)] long OutputTokens = 0,
    [property: Id(7)] long Micros = 0);

/// <summary>A tool call as the model wrote it.</summary>
[GenerateSerializer, Immutable, Alias("aegis.RecordedCall")]
public sealed record RecordedCall([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string Arguments);

/// <summary>What an agent and a model said to each other in a turn, in order. Enough to work the turn out again with no outside call.</summary>
/// <param name="Intent">What of the turn's message it is about.</param>
/// <param name="Epoch">The lease's epoch of the last attempt at it.</param>
/// <param name="Tools">The tools that were offered.</param>
/// <param name="Facts">What the agent knew at the end, as JSON, for replays; null where it was too large to keep, and to whoever reads the record.</param>
/// <param name="TakenOver">Why the playbook took the turn over, or null when the model finished it.</param>
/// <param name="Ended">Whether the agent's part of the turn is over.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnRecord")]
public sealed record TurnRecord(
    [property: Id(0)] string TurnId,
    [property: Id(1)] string Agent,
    [property: Id(2)] string Intent,
    [property: Id(3)] string Model,
    [property: Id(4)] long Epoch,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] ImmutableArray<string> Tools,
    [property: Id(7)] ImmutableArray<RecordedMessage> Messages,
    [property: Id(8)] string? Facts,
    [property: Id(9)] string? TakenOver,
    [property: Id(10)] bool Ended);

/// <summary>A turn worked out again from its record.</summary>
/// <param name="Same">Whether the replay says what was answered then.</param>
/// <param name="Difference">Where it does not, in a sentence; null when it is the same.</param>
[GenerateSerializer, Immutable, Alias("aegis.TurnReplay")]
public sealed record TurnReplay(
    [property: Id(0)] Reply Reply,
    [property: Id(1)] bool Same,
    [property: Id(2)] string? Difference);

/// <summary>Keeps the records of one of a customer's latest turns; a slot is used again after some turns. Keyed "workspace/customer id/slot". Sealed under the customer's key.</summary>
[Alias("aegis.ITurnRecordGrain")]
public interface ITurnRecordGrain : IGrainWithStringKey
{
    /// <summary>The records of a turn, one an intent; for admins. NotFound when there is none, or none any more.</summary>
    [Alias("GetAsync")]
    Task<Result<ImmutableArray<TurnRecord>>> GetAsync(Actor actor, string turnId);

    /// <summary>Takes a turn's part up under an epoch and returns what is recorded of it, or null; false for one of a stale epoch comes as Conflict.</summary>
    [Alias("OpenAsync")]
    Task<Result<OpenedRecord>> OpenAsync(Actor actor, string turnId, string intent, long epoch);

    /// <summary>Keeps the record, before anything of it is acted on. Conflict when a later attempt has the turn.</summary>
    [Alias("KeepAsync")]
    Task<Result<Done>> KeepAsync(Actor actor, TurnRecord record);

    /// <summary>Works the turn out again from its records and from what was answered, with no outside call; for admins.</summary>
    [Alias("ReplayAsync")]
    Task<Result<TurnReplay>> ReplayAsync(Actor actor, string turnId, Reply answered);

    [Alias("ClearAsync")]
    Task<Result<Done>> ClearAsync(Actor actor);
}

/// <summary>What an earlier attempt left of a turn's part, or null.</summary>
[GenerateSerializer, Immutable, Alias("aegis.OpenedRecord")]
public sealed record OpenedRecord([property: Id(0)] TurnRecord? Record);

/// <summary>What a workspace spends on models in a day (UTC). Keyed by workspace.</summary>
[Alias("aegis.IModelBudgetGrain")]
public interface IModelBudgetGrain : IGrainWithStringKey
{
    /// <summary>Sets tokens and cost aside before a call; what is not settled counts as spent. TooMany when the day has not that much left.</summary>
    [Alias("ReserveAsync")]
    Task<Result<Done>> ReserveAsync(Actor actor, string callId, long tokens, long micros);

    /// <summary>Puts what the call took in place of what was set aside.</summary>
    [Alias("SettleAsync")]
    Task<Result<Done>> SettleAsync(Actor actor, string callId, long tokens, long micros);

    [Alias("GetAsync")]
    Task<Result<ModelSpending>> GetAsync(Actor actor);
}

/// <summary>What was spent on models on a day, set aside included.</summary>
/// <param name="Day">As 2026-11-22, UTC.</param>
/// <param name="Micros">Millionths of a US dollar.</param>
/// <param name="MostTokens">The day's limit, or null.</param>
[GenerateSerializer, Immutable, Alias("aegis.ModelSpending")]
public sealed record ModelSpending(
    [property: Id(0)] string Day,
    [property: Id(1)] long Calls,
    [property: Id(2)] long Tokens,
    [property: Id(3)] long Micros,
    [property: Id(4)] long? MostTokens,
    [property: Id(5)] long? MostMicros);
