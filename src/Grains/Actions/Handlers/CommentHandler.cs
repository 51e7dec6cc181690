using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>comment_on_ticket: a comment on an issue.</summary>
public sealed class CommentHandler(ITickets tickets) : IActionHandler
{
    public string Tool => Tools.CommentOnTicket;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(ticket, await tickets.CommentAsync(
            ticket.Arguments[ToolArguments.Ticket], ticket.Arguments[ToolArguments.Text], ticket.ActionId, cancellationToken));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await tickets.FindCommentAsync(ticket.Arguments[ToolArguments.Ticket], ticket.ActionId, cancellationToken) is { } receipt
            ? Describe(ticket, receipt)
            : null;

    private ActionOutcome Describe(ActionTicket ticket, Receipt receipt) =>
        Outcomes.Done($"{tickets.Name}: comment {receipt.Id} on {ticket.Arguments[ToolArguments.Ticket]}", "comment_id", receipt);
}
