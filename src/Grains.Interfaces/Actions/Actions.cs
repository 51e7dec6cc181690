namespace Aegis.Actions;

/// <summary>Where an action stands. A result with no outcome after a crash is <see cref="Unknown"/> until looked up or settled by a person.</summary>
[GenerateSerializer, Alias("aegis.ActionStatus")]
public enum ActionStatus { InFlight, Done, PendingApproval, Refused, AlreadyDone, Failed, Unknown }

/// <summary>What an agent or person proposes. The customer is the grain's own: it is never an argument.</summary>
/// <param name="OperationId">Names this wish: the same operation id begins the same action, however often it is proposed. Built from the turn or request, never from model text.</param>
/// <param name="AgentId">The proposing agent, or null when the actor acts itself.</param>
/// <param name="Tool">A tool's name, from <see cref="Tools"/>.</param>
/// <param name="Arguments">The tool's arguments by name.</param>
[GenerateSerializer, Immutable, Alias("aegis.ActionProposal")]
public sealed record ActionProposal(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string? AgentId,
    [property: Id(2)] string Tool,
    [property: Id(3)] ImmutableSortedDictionary<string, string> Arguments);

/// <summary>The decision on a proposal, and what the runner needs to perform it.</summary>
/// <param name="ActionId">The idempotency key towards the provider.</param>
/// <param name="Status">InFlight: perform it if <see cref="MustRun"/>, else another holder does. Anything else: it is settled, or waits for a person; <see cref="Evidence"/> says how.</param>
/// <param name="Epoch">The lease's epoch, from 1; a completion of an older one is refused. 0 when the ticket gives no right to perform the action.</param>
/// <param name="ArgumentsHash">SHA-256, hex, of the canonical arguments: what an approval binds.</param>
/// <param name="MayRepeat">Whether an earlier attempt may have reached the provider, so that it is looked up before anything is done.</param>
/// <param name="RetryAfter">With Failed or Unknown: it is worth proposing again this much later, or is tried again by itself.</param>
/// <param name="AgentId">The agent that proposed it, or null.</param>
/// <param name="Seal">By the customer's grain, over all that the runner goes by; a ticket without it is not performed. Empty when the ticket gives no right to.</param>
[GenerateSerializer, Immutable, Alias("aegis.ActionTicket")]
public sealed record ActionTicket(
    [property: Id(0)] string ActionId,
    [property: Id(1)] string CustomerKey,
    [property: Id(2)] string Tool,
    [property: Id(3)] ImmutableSortedDictionary<string, string> Arguments,
    [property: Id(4)] string ArgumentsHash,
    [property: Id(5)] ActionStatus Status,
    [property: Id(6)] long Epoch,
    [property: Id(7)] DateTimeOffset LeaseExpiresAt,
    [property: Id(8)] bool MayRepeat,
    [property: Id(9)] string Evidence,
    [property: Id(10)] ImmutableSortedDictionary<string, string> Output,
    [property: Id(11)] TimeSpan? RetryAfter = null,
    [property: Id(12)] string? AgentId = null,
    [property: Id(13)] string Seal = "")
{
    /// <summary>Whether the holder of this ticket must hand it to <see cref="IActionRunner"/>; otherwise it is settled, or somebody else performs it.</summary>
    public bool MustRun => Status == ActionStatus.InFlight && Epoch > 0;
}

/// <summary>What performing a ticket came to.</summary>
/// <param name="Evidence">What the provider answered, in one line, without secrets.</param>
/// <param name="Output">Facts for the state and the reply: subscription_id, key_id, …</param>
/// <param name="RetryAfter">With Failed: nothing was done, the same action may succeed this much later. With Unknown: the provider can be asked again then.</param>
[GenerateSerializer, Immutable, Alias("aegis.ActionOutcome")]
public sealed record ActionOutcome(
    [property: Id(0)] ActionStatus Status,
    [property: Id(1)] string Evidence,
    [property: Id(2)] ImmutableSortedDictionary<string, string> Output,
    [property: Id(3)] TimeSpan? RetryAfter = null);

/// <summary>An action as lists and replies show it, rendered from the ledger.</summary>
/// <param name="RetryAfter">With Failed or Unknown: the action may be begun again this much after it ended; null when only a person can help.</param>
[GenerateSerializer, Immutable, Alias("aegis.ActionRecord")]
public sealed record ActionRecord(
    [property: Id(0)] string Id,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string Name,
    [property: Id(3)] ActionStatus Status,
    [property: Id(4)] string Evidence,
    [property: Id(5)] ImmutableSortedDictionary<string, string> Output,
    [property: Id(6)] DateTimeOffset BegunAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] TimeSpan? RetryAfter = null);

/// <summary>Performs one ticketed action against a connector and reports the outcome to the customer's grain.</summary>
[Alias("aegis.IActionRunner")]
public interface IActionRunner : IGrainWithIntegerKey
{
    /// <summary>Performs the ticket, looking it up at the provider first where an earlier attempt may have reached it. One that no grain sealed is refused.</summary>
    [Alias("RunAsync"), ResponseTimeout("00:01:00")]
    Task<ActionRecord> RunAsync(ActionTicket ticket, CancellationToken cancellationToken);
}
