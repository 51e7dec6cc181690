using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Customers;

/// <inheritdoc cref="ICustomerGrain"/>
[GrainType("customer")]
public sealed partial class CustomerGrain(
    [PersistentState("customer")] IPersistentState<CustomerState> customer,
    [PersistentState("activity")] IPersistentState<ActivityState> activity,
    CustomerServices services) : Grain, ICustomerGrain
{
    private GrainKey _key;

    private CustomerState State => customer.State;

    private ActivityState Activity => activity.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    /// <summary>The grain itself, towards other grains of the customer.</summary>
    private Actor Aegis => services.Authority.Sign("customer", Role.System, _key.Workspace);

    private Refusal? Guard(Actor actor, Right right) =>
        services.Authority.Check(actor, _key, right) ?? (State.IsAlive ? null : AccessRules.NoCustomer(_key.CustomerId));

    private Customer View(DateTimeOffset now) => CustomerView.Of(_key, State, CustomerView.Facts(State, Activity, now));

    /// <summary>Changes the state in memory; a failure half way discards the activation with what it changed.</summary>
    private T Change<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Changes the state and commits it with what its journal then holds; a refusal, or nothing new, commits nothing.</summary>
    private async Task<T> ChangeAndCommitAsync<T>(Func<DateTimeOffset, T> change)
    {
        var now = services.Clock.Now;
        var result = Change(() => change(now));
        if (State.Journal.Ledger.Count > 0)
            await CommitAsync(now);
        return result;
    }

    /// <summary>Commits the customer's state, with stage and health as the calls show them.</summary>
    private async Task CommitAsync(DateTimeOffset now)
    {
        Change(() =>
        {
            var facts = CustomerView.Facts(State, Activity, now);
            var health = HealthRules.Judge(facts);
            Progress.Record(_key, State, facts, health);
            Episodes.Record(_key, State, Activity, facts, services.Clock, services.Options);
            services.Approvals.Review(_key, State);
            State.Version++;
            return State.Journal.Customer = CustomerView.Row(_key, State, facts, health);
        });
        var (actions, interventions) = (State.Journal.Actions, State.Journal.Interventions);
        await customer.WriteOrDeactivateAsync(DeactivateOnIdle);
        GridMeter.Came(actions);
        GridMeter.Came(interventions);
    }

    /// <summary>Commits the activity; where the customer's state must follow, the activity is due until it did.</summary>
    private async Task CommitActivityAsync(DateTimeOffset now)
    {
        var facts = CustomerView.Facts(State, Activity, now);
        var health = HealthRules.Judge(facts);
        var follows = IsDue(facts, health);
        Activity.EvaluateAt = follows ? now : EvaluationRules.NextAt(_key.ToString(), Activity.LastCallAt, now);
        Activity.Journal.Customer = CustomerView.Row(_key, State, facts, health);
        await activity.WriteOrDeactivateAsync(DeactivateOnIdle);
        if (follows)
            await FollowAsync(now);
    }

    /// <summary>Whether what the calls show differs from what the customer's state records.</summary>
    private bool IsDue(in HealthFacts facts, Health health) =>
        Progress.IsDue(State, facts, health) || (State.IsAlive && Episodes.IsDue(State, Activity, facts));

    /// <summary>The calls are durable and must be confirmed: were they reported as failed, they would be sent and counted again. What fails here is due.</summary>
    private async Task FollowAsync(DateTimeOffset now)
    {
        try
        {
            await CommitAsync(now);
        }
        catch (Exception failure)
        {
            LogFollowingFailed(services.Logger, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stage and health could not follow the calls that were recorded; a monitor takes it up.")]
    private static partial void LogFollowingFailed(ILogger logger, Exception failure);
}
