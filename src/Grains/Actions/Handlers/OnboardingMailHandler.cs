using Aegis.Actions;
using Aegis.Connectors.Mail;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>send_onboarding_email: one mail to the address of the customer's profile. It holds no secret: the key is shown in the conversation.</summary>
public sealed class OnboardingMailHandler(IMail mail, MailTemplates templates) : IActionHandler
{
    private const string Template = "onboarding";

    public string Tool => Tools.SendOnboardingEmail;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        var message = templates.Write(Template, ticket.Arguments[ActionFacts.Email], ticket.Arguments);
        var receipt = await mail.SendAsync(message, ticket.ActionId, cancellationToken);
        return Outcomes.Done($"{mail.Name}: message {receipt.Id}", "message_id", receipt);
    }

    public Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Mail cannot be looked up.");
}
