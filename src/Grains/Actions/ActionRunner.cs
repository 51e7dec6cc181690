using System.Collections.Frozen;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Connectors;
using Aegis.Customers;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Actions;

/// <inheritdoc cref="IActionRunner"/>
/// <remarks>Workers wait for providers most of the time, so there may be many more than cores.</remarks>
[GrainType("action-runner"), StatelessWorker(256)]
public sealed partial class ActionRunner(
    IEnumerable<IActionHandler> handlers, PolicyDesk policy, IActorAuthority authority, TimeProvider time, GridOptions options, ILogger<ActionRunner> logger) : Grain, IActionRunner
{
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

    private readonly FrozenDictionary<string, IActionHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Tool, StringComparer.Ordinal);

    public async Task<ActionRecord> RunAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        if (!authority.IsSealed(ticket))
            return Unsealed(ticket);

        // The caller's token ends its waiting, never the action: only the lease does, a little before somebody else may take it up.
        var left = ticket.LeaseExpiresAt - time.GetUtcNow() - options.ActionLease / 10;
        if (!ticket.MustRun || left <= TimeSpan.Zero)
            return await CompleteAsync(ticket, 0, Outcomes.Unknown("The lease ended before the action was begun."));

        using var deadline = new CancellationTokenSource(left, time);
        var outcome = await StopAsync(ticket) ?? await PerformAsync(ticket, deadline.Token);
        return await CompleteAsync(ticket, ticket.Epoch, outcome);
    }

    private async Task<ActionRecord> CompleteAsync(ActionTicket ticket, long epoch, ActionOutcome outcome)
    {
        var runner = authority.Sign("action-runner", Role.System, GrainKey.Parse(ticket.CustomerKey).Workspace);
        var completed = await GrainFactory.GetGrain<ICustomerGrain>(ticket.CustomerKey).CompleteActionAsync(runner, ticket.ActionId, epoch, outcome);
        return completed.Value ?? throw new InvalidOperationException(completed.Refusal?.Message);
    }

    /// <summary>Neither performed nor recorded: no customer's grain knows of it.</summary>
    private ActionRecord Unsealed(ActionTicket ticket)
    {
        LogUnsealed(logger, ticket.Tool);
        var now = time.GetUtcNow();
        return new(ticket.ActionId, GrainKey.Parse(ticket.CustomerKey).CustomerId, ticket.Tool, ActionStatus.Refused, "The ticket is not one that a customer's grain gave out.", Outcomes.NoOutput, now, now);
    }

    /// <summary>A kill switch turned on since the action was begun stops it here, before anything is sent.</summary>
    private async Task<ActionOutcome?> StopAsync(ActionTicket ticket)
    {
        var customer = GrainKey.Parse(ticket.CustomerKey);
        var inForce = await policy.ReadAsync(customer.Workspace);
        return PolicyRules.Stopping(inForce.Policy, inForce.Switches, customer.CustomerId, ticket.AgentId, ticket.Tool) is not { } stopped ? null
            : ticket.MayRepeat ? Outcomes.Unknown(PolicyRules.Describe(stopped), StoppedPause)
            : Outcomes.Failed(PolicyRules.Describe(stopped), StoppedPause);
    }

    private async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken deadline)
    {
        if (!_handlers.TryGetValue(ToolNames.IsOfServer(ticket.Tool) ? ToolNames.AnyOfServers : ticket.Tool, out var handler))
            return Outcomes.Failed($"Nothing here performs {ticket.Tool}.");
        try
        {
            if (ticket.MayRepeat)
            {
                if (!ToolTraits.CanLookUp(ticket.Tool))
                    return Outcomes.Unknown("An earlier attempt may have been done, and the provider cannot tell.");
                if (await handler.FindAsync(ticket, deadline) is { } earlier)
                    return earlier;
            }

            return await handler.PerformAsync(ticket, deadline);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Rejected)
        {
            return Outcomes.Failed(failure.Message);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Unavailable)
        {
            return Outcomes.Failed(failure.Message, failure.RetryAfter ?? options.RetryPause);
        }
        catch (Exception failure)
        {
            // No answer, the deadline, or an error of ours half way: it may have been done.
            LogUnanswered(logger, ticket.ActionId, ticket.Tool, failure);
            return await LookUpAsync(handler, ticket, failure, deadline);
        }
    }

    private async Task<ActionOutcome> LookUpAsync(IActionHandler handler, ActionTicket ticket, Exception failure, CancellationToken deadline)
    {
        var evidence = failure is ConnectorException ? failure.Message : $"No answer from the provider of {ticket.Tool}.";
        if (!ToolTraits.CanLookUp(ticket.Tool))
            return Outcomes.Unknown(evidence);
        try
        {
            if (!deadline.IsCancellationRequested && await handler.FindAsync(ticket, deadline) is { } found)
                return found;
        }
        catch (Exception again)
        {
            LogUnanswered(logger, ticket.ActionId, ticket.Tool, again);
        }

        // Not there yet does not mean never: it is looked up again before anything is done again.
        return Outcomes.Unknown(evidence, (failure as ConnectorException)?.RetryAfter ?? options.RetryPause);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A ticket for {Tool} that no customer's grain sealed was refused.")]
    private static partial void LogUnsealed(ILogger logger, string tool);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Action {ActionId} ({Tool}) got no answer from its provider.")]
    private static partial void LogUnanswered(ILogger logger, string actionId, string tool, Exception failure);
}
