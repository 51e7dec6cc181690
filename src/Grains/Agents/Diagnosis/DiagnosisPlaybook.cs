using System.Globalization;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Hosting;
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

    /// <summary>One ticket a day for the product's errors; what is new of them becomes comments on it.</summary>
    private static Move? ProductTicket(Facts facts)
    {
        if (DiagnosisMoves.CauseOf(facts) is not { Cause: Cause.ProductError, IsOpen: true } cause)
            return null;
        var finding = (FailureFinding)facts.Found(Tools.DiagnoseAuthError)!;
        var at = cause.Main.LastAt ?? finding.Report!.Now;
        if (facts.Taken.LastOrDefault(a => a.Name == Tools.CreateTicket) is not { } ticket)
            return Ticket(GrainKey.Parse(facts.Work.CustomerKey).CustomerId, at);
        return ticket.Output.TryGetValue("ticket", out var key) && !facts.Taken.Any(a => a.Name == Tools.CommentOnTicket)
            ? Comment(key, facts, cause, at)
            : null;
    }

    // The same arguments however often it is asked for, so that it is the same ticket.
    private static Move.Act Ticket(string customerId, DateTimeOffset at)
    {
        var day = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new($"ticket:product_error:{day}", Tools.CreateTicket, ActionArguments.None
            .Add(ToolArguments.Summary, $"Errors of the product (5xx) for {customerId} on {day}")
            .Add(ToolArguments.Description, $"Calls of {customerId} to the product were answered 5xx on {day} (UTC). The measured figures follow as comments.")
            .Add(ToolArguments.Priority, "High"));
    }

    private static Move.Act Comment(string ticket, Facts facts, RootCause cause, DateTimeOffset at) => new(
        string.Create(CultureInfo.InvariantCulture, $"evidence:product_error:{cause.Main.Count}:{at:yyyyMMddHHmm}"), Tools.CommentOnTicket, ActionArguments.None
            .Add(ToolArguments.Ticket, ticket)
            .Add(ToolArguments.Text, string.Create(CultureInfo.InvariantCulture, $"{cause.Main.Count} calls failed, last at {at:yyyy-MM-dd HH:mm} UTC ({ReplyText.Plain(cause.Main.Endpoint ?? "")} {cause.Main.Status}).")));
}
