using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;
using Aegis.Storage.States;

namespace Aegis.Grains.Interventions;

/// <summary>An intervention as the API and the read model show it.</summary>
internal static class InterventionView
{
    private static readonly InterventionOutcome Nothing = new("", [], [], "", null);

    public static Intervention Of(GrainKey customer, CustomerState state, StoredEpisode episode)
    {
        var outcome = episode.Outcome ?? Nothing;
        return new(
            episode.Id, episode.Type, customer.CustomerId, state.Company, episode.Priority, episode.Status, episode.Reason, outcome.Diagnosis,
            outcome.ActionsTaken, outcome.NextSteps, outcome.Message, episode.Ticket, episode.OpenedAt, episode.ResolvedAt, episode.SnoozedUntil,
            episode.Finding, episode.Attempts);
    }

    public static InterventionRow Row(GrainKey customer, StoredEpisode episode)
    {
        var outcome = episode.Outcome ?? Nothing;
        return new(
            customer.Workspace, customer.CustomerId, episode.Id, SnakeCase.Of(episode.Type), SnakeCase.Of(episode.Priority), SnakeCase.Of(episode.Status),
            episode.Reason, outcome.Diagnosis, JsonText.Array(outcome.ActionsTaken), JsonText.Array(outcome.NextSteps), outcome.Message,
            episode.Ticket?.Key, episode.Ticket?.Url, episode.Finding, episode.Attempts, episode.OpenedAt, episode.ResolvedAt, episode.SnoozedUntil)
        {
            WithPerson = episode.ByPerson || episode.ForPerson,
        };
    }

    public static Intervention FromRow(InterventionRow row) => new(
        row.InterventionId, SnakeCase.Parse<InterventionType>(row.Type), row.CustomerId, row.CustomerName,
        SnakeCase.Parse<InterventionPriority>(row.Priority), SnakeCase.Parse<InterventionStatus>(row.Status), row.Reason, row.Diagnosis,
        JsonText.ReadArray(row.ActionsTaken), JsonText.ReadArray(row.NextSteps), row.Message,
        row.TicketKey is { } key ? new TicketLink(key, row.TicketUrl ?? "") : null, row.CreatedAt, row.ResolvedAt, row.SnoozedUntil, row.Finding, row.Attempts);
}
