using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>upgrade_plan: another plan at the billing system, from now on.</summary>
public sealed class UpgradeHandler(IBilling billing) : IActionHandler
{
    public string Tool => Tools.UpgradePlan;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(await billing.UpgradeAsync(
            new UpgradeOrder(
                ticket.CustomerKey, ticket.Arguments[ActionFacts.Company], ticket.Arguments[ActionFacts.Email], ticket.Arguments[ToolArguments.Plan]),
            ticket.ActionId, cancellationToken));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await billing.FindAsync(BillingEffect.Upgrade, ticket.CustomerKey, ticket.ActionId, cancellationToken) is { } receipt ? Describe(receipt) : null;

    private ActionOutcome Describe(Receipt receipt) =>
        Outcomes.Done($"{billing.Name}: subscription {receipt.Facts.GetValueOrDefault("subscription_id", receipt.Id)} is on {receipt.Facts.GetValueOrDefault("plan", "the plan")}", "subscription_id", receipt);
}
