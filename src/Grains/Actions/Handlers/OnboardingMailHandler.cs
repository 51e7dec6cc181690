using Aegis.Actions;
using Aegis.Connectors.Mail;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>send_onboarding_email: one mail to the address of the customer's profile. It holds no secret: the key is shown in the conversation.</summary>
public sealed class OnboardingMailHandler(IMail mail) : IActionHandler
{
    public string Tool => Tools.SendOnboardingEmail;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        var receipt = await mail.SendAsync(Compose(ticket.Arguments), ticket.ActionId, cancellationToken);
        return Outcomes.Done($"{mail.Name}: message {receipt.Id}", "message_id", receipt);
    }

    public Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Mail cannot be looked up.");

    private static MailMessage Compose(ImmutableSortedDictionary<string, string> arguments) => new(
        arguments[ActionFacts.Email],
        "Your trial is ready",
        $"""
         Hello {arguments[ActionFacts.Company]},

         your trial is set up{(arguments.TryGetValue(ActionFacts.Site, out var site) ? $", and your sandbox site {site} is waiting for its first call" : "")}.

         Your test key is in your conversation with us. Send it as the user name of Basic authentication, with an empty password.
         Reply in the conversation if a call fails: we see the reason and help you mend it.
         """);
}
