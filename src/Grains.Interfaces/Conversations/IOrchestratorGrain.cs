using Aegis.Actors;
using Aegis.Agents;
using Aegis.Monitoring;

namespace Aegis.Conversations;

/// <summary>A customer's conversation: the queue of turns, one at a time, and the routing to agents. Keyed "workspace/customer id".</summary>
[Alias("aegis.IOrchestratorGrain")]
public interface IOrchestratorGrain : IGrainWithStringKey, IDueGrain
{
    /// <summary>Stores the message and returns the turn's id at once; the turn runs on a worker. The same operation id is the same turn.
    /// TooMany when 20 turns wait; Invalid for an empty text or one over 16,000 characters.</summary>
    [Alias("SendAsync")]
    Task<Result<string>> SendAsync(Actor actor, string text, string operationId);

    /// <summary>Waits until there are more than <paramref name="seenSteps"/> steps or the turn ends, at most 5 s.</summary>
    [Alias("WatchAsync"), AlwaysInterleave]
    Task<Result<TurnProgress>> WatchAsync(Actor actor, string turnId, int seenSteps, CancellationToken cancellationToken);

    [Alias("GetTurnAsync"), AlwaysInterleave]
    Task<Result<Turn>> GetTurnAsync(Actor actor, string turnId);

    /// <summary>The last turns, at most 200.</summary>
    [Alias("GetConversationAsync"), AlwaysInterleave]
    Task<Result<Conversation>> GetConversationAsync(Actor actor);

    /// <summary>Keeps a judgement of a reply with its turn; a thumbs-down begins a turn of Aegis' own that brings it to a ticket. The same judgement again changes nothing.
    /// TooMany when 20 turns wait.</summary>
    [Alias("RateAsync")]
    Task<Result<Done>> RateAsync(Actor actor, Feedback feedback);

    /// <summary>A person of the team writes to the customer; the ledger has it first. Whoever is at the wheel stays there; while it is a person, the messages that wait are answered with it.
    /// The same operation id is one message. Not for customers. Invalid for an empty text or one over 16,000 characters.</summary>
    [Alias("WriteAsync")]
    Task<Result<string>> WriteAsync(Actor actor, string text, string operationId);

    /// <summary>A person takes the wheel or hands it back; agents stop at their next step.</summary>
    [Alias("TakeOverAsync")]
    Task<Result<Done>> TakeOverAsync(Actor actor, bool on);

    /// <summary>Adds a step of the running turn; false tells a worker of a stale epoch, or of a customer taken over, to stop. Only for <see cref="Role.System"/>.</summary>
    [Alias("ReportAsync"), AlwaysInterleave]
    Task<bool> ReportAsync(Actor actor, string turnId, long epoch, TurnStep step);

    /// <summary>Ends the running turn with its reply, or with null says that the attempt failed, and begins the next. A stale epoch changes nothing. Only for <see cref="Role.System"/>.</summary>
    /// <param name="lost">Without a reply: the attempt failed through no fault of the turn's own, because a silo or the database was gone; many of those are allowed.</param>
    [Alias("FinishTurnAsync")]
    Task<Result<Done>> FinishTurnAsync(Actor actor, string turnId, long epoch, Reply? reply, bool lost);

    /// <summary>Begins a turn of Aegis' own that carries a workflow on; the same workflow and attempt begin one turn. Only for <see cref="Role.System"/>.</summary>
    [Alias("ResumeWorkflowAsync")]
    Task<Result<Done>> ResumeWorkflowAsync(Actor actor, string workflowId, int attempt);

    /// <summary>Begins a turn of Aegis' own about a finding of an episode; the same finding begins one turn. A customer taken over is left to the person. Only for <see cref="Role.System"/>.</summary>
    [Alias("InterveneAsync")]
    Task<Result<Done>> InterveneAsync(Actor actor, string episodeId, int finding);

    /// <summary>Begins a turn of Aegis' own that tells the customer what became of an action that waited for people; the same telling begins one turn. Only for <see cref="Role.System"/>.</summary>
    [Alias("TellOutcomeAsync")]
    Task<Result<Done>> TellOutcomeAsync(Actor actor, string approvalId, int telling);

    /// <summary>What a model was asked and answered in a turn, without secrets; for admins. NotFound where none was asked, or too long ago.</summary>
    [Alias("GetRecordAsync"), AlwaysInterleave]
    Task<Result<ImmutableArray<TurnRecord>>> GetRecordAsync(Actor actor, string turnId);

    /// <summary>Works a turn out again from its record, with no outside call; for admins.</summary>
    [Alias("ReplayAsync"), AlwaysInterleave]
    Task<Result<TurnReplay>> ReplayAsync(Actor actor, string turnId);

    /// <summary>Gives the running turn another route; false for a stale epoch. For Aegis itself.</summary>
    [Alias("RerouteAsync")]
    Task<bool> RerouteAsync(Actor actor, string turnId, long epoch, Route route);

    /// <summary>Keeps a summary of the turns up to an ordinal, in place of an earlier one. For Aegis itself.</summary>
    [Alias("KeepSummaryAsync")]
    Task<Result<Done>> KeepSummaryAsync(Actor actor, long upTo, string text);

    /// <summary>Erases the customer and the conversation.</summary>
    [Alias("EraseAsync")]
    Task<Result<Done>> EraseAsync(Actor actor);
}
