using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>create_ticket: an issue in the ticket system.</summary>
public sealed class TicketHandler(ITickets tickets) : IActionHandler
{
    public string Tool => Tools.CreateTicket;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        var arguments = ticket.Arguments;
        return Describe(await tickets.CreateAsync(
            new NewTicket(
                ticket.CustomerKey, arguments[ToolArguments.Summary], arguments[ToolArguments.Description],
                arguments.GetValueOrDefault(ToolArguments.Priority, "Medium"),
                arguments.GetValueOrDefault(ToolArguments.Labels, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            ticket.ActionId, cancellationToken));
    }

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await tickets.FindAsync(ticket.ActionId, cancellationToken) is { } receipt ? Describe(receipt) : null;

    private ActionOutcome Describe(Receipt receipt) => Outcomes.Done($"{tickets.Name}: ticket {receipt.Id}", "ticket", receipt);
}
