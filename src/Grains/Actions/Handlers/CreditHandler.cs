using System.Globalization;
using Aegis.Actions;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>apply_credit: money the customer pays its next invoices with.</summary>
public sealed class CreditHandler(IBilling billing) : IActionHandler
{
    /// <summary>What stands on the invoice where nobody gave a reason.</summary>
    private const string NoReason = "Credit";

    public string Tool => Tools.ApplyCredit;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(await billing.CreditAsync(
            new CreditOrder(
                ticket.CustomerKey, ticket.Arguments[ActionFacts.Company], ticket.Arguments[ActionFacts.Email],
                decimal.Parse(ticket.Arguments[ToolArguments.Amount], CultureInfo.InvariantCulture), ticket.Arguments[ToolArguments.Currency],
                ticket.Arguments.GetValueOrDefault(ToolArguments.Reason, NoReason)),
            ticket.ActionId, cancellationToken));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await billing.FindAsync(BillingEffect.Credit, ticket.CustomerKey, ticket.ActionId, cancellationToken) is { } receipt ? Describe(receipt) : null;

    private ActionOutcome Describe(Receipt receipt) =>
        Outcomes.Done($"{billing.Name}: credit of {receipt.Facts.GetValueOrDefault("amount")} {receipt.Facts.GetValueOrDefault("currency")}", "credit_id", receipt);
}
