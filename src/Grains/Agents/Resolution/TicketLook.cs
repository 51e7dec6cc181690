using Aegis.Connectors;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>A ticket of the customer's own, or that there is none of that key.</summary>
/// <param name="Reachable">False when the ticket system could not be asked.</param>
public sealed record TicketFinding(string Tool, string Details, string Key, Ticket? Ticket, bool Reachable = true)
    : Finding(Tool, Details, ActionArguments.None)
{
    private const int MostComments = 10;

    public override string Told => Ticket is null
        ? Details
        : $"{Details}\n{Ticket.Summary}\n{Ticket.Url}\n{Ticket.Description}\n{string.Join('\n', Ticket.Comments.TakeLast(MostComments).Select(c => $"{c.At:yyyy-MM-dd HH:mm} {c.Author}: {c.Text}"))}";
}

/// <summary>get_ticket_status and get_ticket_details: looks a ticket up. Another customer's is as good as none.</summary>
public sealed class TicketLook(string tool, ITickets tickets) : ILook
{
    public const string Key = ToolArguments.Ticket;

    public string Tool => tool;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var key = request.Arguments[Key];
        try
        {
            var ticket = await tickets.GetAsync(key, cancellationToken);
            return ticket is not null && ticket.CustomerReference == request.Facts.Work.CustomerKey
                ? new TicketFinding(tool, $"{tickets.Name}: {key} is {ticket.Status}, {ticket.Comments.Count} comments.", key, ticket)
                : new TicketFinding(tool, $"{tickets.Name}: this customer has no ticket {key}.", key, null);
        }
        catch (ConnectorException failure)
        {
            return new TicketFinding(tool, failure.Message, key, null, Reachable: false);
        }
    }
}
