using System.Globalization;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>The onboarding agent's way with "my calls fail": diagnoses, mends, and brings an error of the product to a ticket.</summary>
public sealed class DiagnosisPlaybook(GridOptions options) : IPlaybook
{
    public bool Handles(string intent) => intent == Intents.Diagnose;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => DiagnosisReply.Render(facts, steps, options.PublicUrl);

    public static Move Next(Facts facts) => facts.Halt is not null
        ? new Move.Answer()
        : DiagnosisMoves.Next(facts) ?? ProductTicket(facts) ?? new Move.Answer();

    /// <summary>One ticket for the product's errors, and an episode's own where one is open; what is new of them becomes comments on it.</summary>
    internal static Move? ProductTicket(Facts facts)
    {
        if (DiagnosisMoves.CauseOf(facts) is not { Cause: Cause.ProductError, IsOpen: true } cause || facts.Taken.Any(a => a.Name == Tools.CommentOnTicket))
            return null;
        var report = ((FailureFinding)facts.Found(Tools.DiagnoseAuthError)!).Report!;
        var at = cause.Main.LastAt ?? report.Now;
        var opened = facts.Taken.LastOrDefault(a => a.Name == Tools.CreateTicket);
        if (opened is null && report.Ticket is not { OfEpisode: true })
            return Ticket(GrainKey.Parse(facts.Work.CustomerKey).CustomerId, report.Ticket?.Operation ?? FailureTickets.AskedOperation(at, report.CalmAt));
        // An episode's ticket that is not there yet is opened by the episode's own turn.
        return (opened is null ? report.Ticket?.Key : opened.Output.GetValueOrDefault("ticket")) is { } key ? Comment(key, cause, at) : null;
    }

    // The same arguments however often it is asked for, so that it is the same ticket.
    private static Move.Act Ticket(string customerId, string operation)
    {
        var day = FailureTickets.DayOf(operation);
        return new(operation, Tools.CreateTicket, ActionArguments.None
            .Add(ToolArguments.Summary, $"Errors of the product (5xx) for {customerId} on {day}")
            .Add(ToolArguments.Description, $"Calls of {customerId} to the product were answered 5xx on {day} (UTC). The measured figures follow as comments.")
            .Add(ToolArguments.Priority, "High"));
    }

    private static Move.Act Comment(string ticket, RootCause cause, DateTimeOffset at) => new(
        string.Create(CultureInfo.InvariantCulture, $"evidence:product_error:{cause.Main.Count}:{at:yyyyMMddHHmm}"), Tools.CommentOnTicket, ActionArguments.None
            .Add(ToolArguments.Ticket, ticket)
            .Add(ToolArguments.Text, string.Create(CultureInfo.InvariantCulture, $"{cause.Main.Count} calls failed, last at {at:yyyy-MM-dd HH:mm} UTC ({ReplyText.Plain(cause.Main.Endpoint ?? "")} {cause.Main.Status}).")));
}
