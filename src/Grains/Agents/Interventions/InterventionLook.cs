using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Agents.Interventions;

/// <summary>get_intervention: the finding the turn is about, and the customer's health as it is now.</summary>
public sealed class InterventionLook : ILook
{
    public const string Name = "get_intervention";

    public string Tool => Name;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var work = request.Facts.Work;
        var customer = request.Grains.GetGrain<ICustomerGrain>(work.CustomerKey);
        var intervention = await customer.GetInterventionAsync(work.Actor, work.EpisodeId ?? "");
        var health = await customer.GetHealthAsync(work.Actor);
        return (intervention.Refusal ?? health.Refusal) is { } refusal
            ? new InterventionFinding(null, null, refusal.Message)
            : new InterventionFinding(intervention.Value, health.Value,
                $"{SnakeCase.Of(intervention.Value!.Type)}, {SnakeCase.Of(intervention.Value.Status)}, finding {intervention.Value.Finding}: {intervention.Value.Reason}");
    }
}

/// <param name="Intervention">Null when there is none any more.</param>
public sealed record InterventionFinding(Intervention? Intervention, HealthReport? Health, string Details)
    : Finding(InterventionLook.Name, Details, ImmutableSortedDictionary<string, string>.Empty);
