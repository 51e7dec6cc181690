using System.Globalization;
using Aegis.Actions;
using Aegis.Connectors.Tickets;
using Aegis.Conversations;
using Aegis.Grains.Customers;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>Writes what was found of tickets; what a ticket says is quoted.</summary>
public static class TicketReply
{
    private const int LongestQuote = 600;
    private const int LatestComments = 3;

    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps)
    {
        var found = facts.Findings.OfType<TicketFinding>().ToImmutableArray();
        var sections = new ReplySections([.. found.Select(Line)], [.. facts.Taken.Select(ReplyLines.Of)], NextSteps(facts, found));
        return new(facts.Work.TurnId, Router.ResolutionAgent, ReplyText.Render(Lead(facts, found), sections, found.SelectMany(Quotes)), sections, steps, [.. facts.Taken.Select(ReplyLines.Name)]);
    }

    private static string Lead(Facts facts, ImmutableArray<TicketFinding> found) => facts switch
    {
        { Halt: { } halt } => ReplyLines.OfHalt(halt)!,
        { Taken: [{ Status: ActionStatus.Done or ActionStatus.AlreadyDone, Name: Tools.CreateTicket } made, ..] } =>
            $"I opened a ticket for you{(made.Output.TryGetValue("ticket", out var key) ? $": {key}" : "")}.",
        { Taken: [{ Status: ActionStatus.Done or ActionStatus.AlreadyDone }, ..] } => "Your comment is on the ticket.",
        { Taken.IsEmpty: false } => "I could not do this now; what happened stands below.",
        _ when found.IsEmpty => "You named no ticket, and I have opened none for you so far.",
        _ when found.All(f => !f.Reachable) => "The ticket system does not answer at the moment, so I cannot say.",
        _ when found.All(f => f.Ticket is null) => $"I find no ticket {string.Join(", ", found.Select(f => f.Key))} of yours.",
        _ when TicketWishes.Comment(facts.Work.Message ?? "") is not null => "I added no comment: that ticket is not one of yours. This is what I found.",
        _ => "This is what I found.",
    };

    private static string Line(TicketFinding finding) => finding switch
    {
        { Ticket: { } ticket } =>
            $"[{ticket.Key}]({ticket.Url}) \"{Inline(ticket.Summary, 160).Replace("](", "] (", StringComparison.Ordinal)}\": status {Inline(ticket.Status, 40)}, priority {Inline(ticket.Priority, 40)}, opened {Day(ticket.CreatedAt)}, {ticket.Comments.Count} comments.",
        { Reachable: false } => $"{finding.Key}: the ticket system does not answer.",
        _ => $"{finding.Key}: no such ticket of yours.",
    };

    private static IEnumerable<string> Quotes(TicketFinding finding)
    {
        if (finding is not { Tool: Tools.GetTicketDetails, Ticket: { } ticket })
            yield break;
        if (ticket.Description.Length > 0)
            yield return $"{ticket.Key} says:\n\n{Quote(ticket.Description)}";
        foreach (var comment in ticket.Comments.TakeLast(LatestComments))
            yield return $"{Inline(comment.Author, 60)} on {Day(comment.At)}:\n\n{Quote(comment.Text)}";
    }

    private static string Inline(string text, int longest) => ShownText.Isolated(DocumentText.Line(text, longest));

    private static string Quote(string text) => DocumentText.Quote(TextRules.Excerpt(text, LongestQuote));

    private static ImmutableArray<string> NextSteps(Facts facts, ImmutableArray<TicketFinding> found) => facts switch
    {
        { Halt: not null } => ["A person goes on from here."],
        { Taken: [{ Name: Tools.CreateTicket, Status: ActionStatus.Done }, ..] } => ["Our team answers in the ticket. Name its key here to see where it stands."],
        _ when found.Any(f => f.Ticket is not null) => [$"To add to it, say \"add a comment to {found.First(f => f.Ticket is not null).Key}: …\"."],
        _ => ["Name a ticket by its key, as in KAN-7, or say \"open a ticket: …\" with what it is about."],
    };

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
