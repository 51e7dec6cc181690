using System.Globalization;
using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>apply_discount: a percentage off the customer's subscription.</summary>
public sealed class DiscountHandler(IBilling billing) : IActionHandler
{
    public string Tool => Tools.ApplyDiscount;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(ticket, await billing.DiscountAsync(
            new DiscountOrder(
                ticket.CustomerKey, ticket.Arguments[ActionFacts.Company], ticket.Arguments[ActionFacts.Email],
                ticket.Arguments[ActionFacts.CurrentPlan], int.Parse(ticket.Arguments[ToolArguments.Percent], CultureInfo.InvariantCulture)),
            ticket.ActionId, cancellationToken));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await billing.FindAsync(BillingEffect.Discount, ticket.CustomerKey, ticket.ActionId, cancellationToken) is { } receipt ? Describe(ticket, receipt) : null;

    private ActionOutcome Describe(ActionTicket ticket, Receipt receipt) =>
        Outcomes.Done($"{billing.Name}: {ticket.Arguments[ToolArguments.Percent]} % off subscription {receipt.Id}", "subscription_id", receipt);
}
