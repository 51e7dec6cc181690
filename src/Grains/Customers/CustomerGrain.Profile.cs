using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Sandbox;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Result<Customer>> CreateAsync(Actor actor, NewCustomer profile)
    {
        if (services.Authority.Check(actor, _key, Right.Report) is { } refusal)
            return refusal;
        if (CheckId() is { } badId)
            return badId;
        if (ProfileRules.Check(profile) is { } fault)
            return fault;
        if (State.Version > 0)
            return State.IsAlive && Profile.Matches(State, profile)
                ? View(services.Clock.Now)
                : new Refusal(RefusalKind.Conflict, State.IsAlive
                    ? $"The customer '{_key.CustomerId}' exists with another profile: change it, or choose another id."
                    : $"The id '{_key.CustomerId}' belonged to an erased customer: choose another.", "id");

        await ChangeAndCommitAsync(now =>
        {
            Profile.Create(_key, State, profile, now, actor.ToString(), now);
            return Done.Instance;
        });
        return View(services.Clock.Now);
    }

    public Task<Result<Customer>> GetAsync(Actor actor) =>
        Task.FromResult<Result<Customer>>(Guard(actor, Right.Read) is { } refusal ? refusal : View(services.Clock.Now));

    public async Task<Result<Customer>> UpdateAsync(Actor actor, CustomerChanges changes)
    {
        if ((Guard(actor, Right.Act) ?? ProfileRules.Check(changes)) is { } refusal)
            return refusal;
        await ChangeAndCommitAsync(now =>
        {
            Profile.Change(_key, State, changes, actor.ToString(), now);
            return Done.Instance;
        });
        return View(services.Clock.Now);
    }

    public Task<Result<HealthReport>> GetHealthAsync(Actor actor)
    {
        if (Guard(actor, Right.Read) is { } refusal)
            return Task.FromResult<Result<HealthReport>>(refusal);
        return Task.FromResult<Result<HealthReport>>(CustomerView.Report(State, Activity, CustomerView.Facts(State, Activity, services.Clock.Now)));
    }

    public async Task<Result<Done>> EraseAsync(Actor actor)
    {
        if (services.Authority.Check(actor, _key, Right.Erase) is { } refusal)
            return refusal;
        if (State.Version == 0 || State.ErasedAt is not null)
            return AccessRules.NoCustomer(_key.CustomerId);
        if (State.ErasingSince is null)
            await ChangeAndCommitAsync(now =>
            {
                State.ErasingSince = now;
                State.Journal.Append(new LedgerDraft(now, "erasing", actor.ToString(), null, "{}"));
                return Done.Instance;
            });
        await FinishErasureAsync();
        return Done.Instance;
    }

    /// <summary>Removes what belongs to the customer elsewhere, and last its own state: until then the work is due.</summary>
    private async Task FinishErasureAsync()
    {
        await GrainFactory.GetGrain<ISandboxSiteGrain>(_key.ToString()).EraseAsync(Aegis);
        if (activity.RecordExists)
            await activity.ClearOrDeactivateAsync(DeactivateOnIdle);
        Change(() => Erasure.Empty(_key, State, services.Clock.Now));
        await customer.WriteOrDeactivateAsync(DeactivateOnIdle);
        // The activation holds the data key: it goes with the customer.
        DeactivateOnIdle();
    }

    private Refusal? CheckId() => GrainKey.IsId(_key.CustomerId) && GrainKey.IsId(_key.Workspace)
        ? null
        : new(RefusalKind.Invalid, $"'id' is '{TextRules.Show(_key.CustomerId)}': use 1 to 64 letters, digits, '_', '-' or '.'.", "id");
}
