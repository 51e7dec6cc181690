using Aegis.Actions;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Interventions;
using Aegis.Grains.Policy;
using Aegis.Interventions;

namespace Aegis.Grains.Agents.Interventions;

/// <summary>The one ticket of an episode: opened once, and commented on by what is found later. Worded from what the finding froze, so that a repeated attempt asks for the same.</summary>
internal static class InterventionTickets
{
    /// <summary>Whether the episode calls for a ticket: failing calls over 15 %, and every loss of use on a large plan.</summary>
    public static bool IsDue(Intervention intervention) => intervention.Type switch
    {
        InterventionType.ErrorDebugging => intervention.Priority == InterventionPriority.High,
        InterventionType.RetentionOutreach => true,
        _ => false,
    };

    public static Move.Act Move(Intervention intervention) =>
        intervention.Ticket is { } ticket ? Comment(intervention, ticket) : Create(intervention);

    /// <summary>The ticket among the actions of a turn, or null.</summary>
    public static TicketLink? Of(ImmutableArray<ActionRecord> taken) =>
        taken.LastOrDefault(a => a.Name == Tools.CreateTicket && a.Output.ContainsKey("ticket")) is { } created
            ? new(created.Output["ticket"], created.Output.GetValueOrDefault("url", ""))
            : null;

    /// <summary>The turn's ticket action, or null before it was proposed.</summary>
    public static ActionRecord? ActionIn(ImmutableArray<ActionRecord> taken) =>
        taken.LastOrDefault(a => a.Name is Tools.CreateTicket or Tools.CommentOnTicket);

    /// <summary>Whether the same failures are just being brought to a ticket because the customer asked: the episode waits for that one.</summary>
    public static bool IsBeingOpened(Facts facts) =>
        facts.Found(Tools.DiagnoseAuthError) is FailureFinding { Report.Ticket: { Key: null, OfEpisode: false } };

    private static Move.Act Create(Intervention intervention) => new(
        FailureTickets.Operation(intervention.Id), Tools.CreateTicket, Arguments(
            (ToolArguments.Summary, $"{Title(intervention.Type)}: {intervention.CustomerId}"),
            (ToolArguments.Description, $"{intervention.Reason}\n\nIntervention {intervention.Id}, open since {intervention.CreatedAt:yyyy-MM-dd HH:mm} UTC. Later findings follow as comments."),
            (ToolArguments.Priority, intervention.Priority.ToString()),
            (ToolArguments.Labels, $"aegis,{Hosting.SnakeCase.Of(intervention.Type)}")));

    private static Move.Act Comment(Intervention intervention, TicketLink ticket) => new(
        $"comment:{intervention.Id}:{intervention.Finding}", Tools.CommentOnTicket, Arguments(
            (ToolArguments.Ticket, ticket.Key),
            (ToolArguments.Text, $"{(intervention.Finding == 1 ? "Seen in the customer's calls too" : "It goes on")}, finding {intervention.Finding}. {intervention.Reason}")));

    private static string Title(InterventionType type) => type == InterventionType.ErrorDebugging ? "API calls fail" : "Use is declining";

    private static ImmutableSortedDictionary<string, string> Arguments(params (string Name, string Value)[] arguments) =>
        arguments.ToImmutableSortedDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
