using System.Globalization;
using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Billing;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>create_trial_subscription: a trial at the billing system.</summary>
public sealed class TrialHandler(IBilling billing) : IActionHandler
{
    public string Tool => Tools.CreateTrialSubscription;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(await billing.CreateTrialAsync(
            new TrialOrder(
                ticket.CustomerKey, ticket.Arguments[ActionFacts.Company], ticket.Arguments[ActionFacts.Email],
                int.Parse(ticket.Arguments[ActionFacts.Days], CultureInfo.InvariantCulture)),
            ticket.ActionId, cancellationToken));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await billing.FindAsync(BillingEffect.Trial, ticket.CustomerKey, ticket.ActionId, cancellationToken) is { } receipt ? Describe(receipt) : null;

    private ActionOutcome Describe(Receipt receipt) =>
        Outcomes.Done($"{billing.Name}: subscription {receipt.Id}, trial until {receipt.Facts.GetValueOrDefault("trial_end", "its end")}", "subscription_id", receipt);
}
