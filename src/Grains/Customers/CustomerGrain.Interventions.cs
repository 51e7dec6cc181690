using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Interventions;
using Aegis.Interventions;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public Task<Result<Intervention>> GetInterventionAsync(Actor actor, string interventionId) => Task.FromResult<Result<Intervention>>(
        // For those who look after the workspace: what Aegis thinks of a customer is not for the customer.
        (services.Authority.Check(actor, Right.Read) ?? Guard(actor, Right.Read)) is { } refusal ? refusal
        : InterventionRules.Find(State, interventionId) is { } episode ? InterventionView.Of(_key, State, episode)
        : InterventionRules.NoIntervention(interventionId));

    public async Task<Result<Intervention>> ResolveInterventionAsync(Actor actor, string interventionId, string? note) =>
        Guard(actor, Right.Tend) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => InterventionRules.Resolve(_key, State, interventionId, note, actor.ToString(), now));

    public async Task<Result<Intervention>> SnoozeInterventionAsync(Actor actor, string interventionId, DateTimeOffset until) =>
        Guard(actor, Right.Tend) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => InterventionRules.Snooze(_key, State, interventionId, until, actor.ToString(), now));

    public async Task<Result<Intervention>> RecordInterventionAsync(Actor actor, string interventionId, int finding, InterventionOutcome outcome) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => InterventionRules.Record(_key, State, interventionId, finding, outcome, actor.ToString(), now));

    public async Task<Result<Intervention>> DelayInterventionAsync(Actor actor, string interventionId, int finding, string reason) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => InterventionRules.Delay(_key, State, interventionId, finding, reason, actor.ToString(), services.Options, now));

    public async Task<Result<Intervention>> LeaveInterventionAsync(Actor actor, string interventionId, string reason) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => InterventionRules.Leave(_key, State, interventionId, reason, actor.ToString(), now));
}
