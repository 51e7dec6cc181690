using System.Globalization;
using Aegis.Actions;
using Aegis.Actors;

namespace Aegis.Grains.Actions;

/// <summary>The seal of the customer's grain on a ticket, without which nobody performs it: only what was begun, and so decided by policy, has one.</summary>
public static class TicketSeal
{
    private const string Purpose = "action-ticket";

    /// <summary>The ticket as it may leave the grain; one that gives no right to perform stays without a seal.</summary>
    public static ActionTicket Seal(this IActorAuthority authority, ActionTicket ticket) =>
        ticket.MustRun ? ticket with { Seal = authority.Seal(Purpose, TextOf(ticket)) } : ticket;

    public static bool IsSealed(this IActorAuthority authority, ActionTicket ticket) =>
        authority.IsSealed(Purpose, TextOf(ticket), ticket.Seal);

    // The arguments by a hash made here: the one in the ticket is only said.
    private static string TextOf(ActionTicket ticket) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ticket.CustomerKey}|{ticket.ActionId}|{ArgumentsHash.Of(ticket.Tool, ticket.Arguments)}|{ticket.Epoch}|{ticket.LeaseExpiresAt.UtcTicks}|{ticket.MayRepeat}|{ticket.AgentId}");
}
