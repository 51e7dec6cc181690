using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>comment_on_ticket: a comment on an issue.</summary>
public sealed class CommentHandler(ITickets tickets) : IActionHandler
{
    public string Tool => Tools.CommentOnTicket;

    /// <summary>Comments where the ticket is the customer's own: whoever proposed it, another customer's is as good as none.</summary>
    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        var key = ticket.Arguments[ToolArguments.Ticket];
        return (await tickets.GetAsync(key, cancellationToken))?.CustomerReference == ticket.CustomerKey
            ? Describe(ticket, await tickets.CommentAsync(key, ticket.Arguments[ToolArguments.Text], ticket.ActionId, cancellationToken))
            : Outcomes.Failed($"{tickets.Name}: this customer has no ticket {key}.");
    }

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await tickets.FindCommentAsync(ticket.Arguments[ToolArguments.Ticket], ticket.ActionId, cancellationToken) is { } receipt
            ? Describe(ticket, receipt)
            : null;

    private ActionOutcome Describe(ActionTicket ticket, Receipt receipt) =>
        Outcomes.Done($"{tickets.Name}: comment {receipt.Id} on {ticket.Arguments[ToolArguments.Ticket]}", "comment_id", receipt);
}
