using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Identity;
using Aegis.Keys;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;

namespace Aegis.Grains.Identity;

/// <inheritdoc cref="IIdentityGrain"/>
[GrainType("identity")]
public sealed partial class IdentityGrain(
    [PersistentState("identities")] IPersistentState<IdentityState> identities,
    IActorAuthority authority,
    IKeyHasher hasher,
    ISealer sealer,
    IEntropy entropy,
    IIdSource ids,
    TimeProvider time) : Grain, IIdentityGrain
{
    private IdentityState State => identities.State;

    private string Workspace => GrainKey.Parse(this.GetPrimaryKeyString()).Workspace;

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<Result<Standing>> FindActorAsync(Actor actor, string actorId)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return Task.FromResult<Result<Standing>>(refusal);
        var standing = actorId == IdentityRules.Administrator ? new(IdentityRules.Administrator, Role.Admin, 0)
            : State.Users.Find(u => u.Name == actorId) is { Disabled: false } user ? user.ToStanding()
            : State.Keys.Find(k => k.Name == actorId) is { } key && key.IsGood(Now) ? StandingOf(key)
            : null;
        return Task.FromResult<Result<Standing>>(standing is null ? new Refusal(RefusalKind.NotFound, "There is nobody of this name.") : standing);
    }

    public async Task<Result<CustomerSession>> OpenSessionAsync(Actor actor, string customerId, TimeSpan lifetime)
    {
        if ((Guard(actor, Right.Act) ?? IdentityRules.CheckSession(customerId, lifetime)) is { } refusal)
            return refusal;
        if (await FindCustomerAsync(actor, customerId) is { } unknown)
            return unknown;
        var token = new SessionToken(Workspace, customerId, actor.Id, Now + lifetime);
        return new CustomerSession(customerId, token.Seal(authority), token.ExpiresAt);
    }

    public async Task<Result<Actor>> StandInAsync(Actor actor, string customerId)
    {
        if ((Guard(actor, Right.Act) ?? IdentityRules.CheckCustomer(customerId) ?? await FindCustomerAsync(actor, customerId)) is { } refusal)
            return refusal;
        return authority.Sign(customerId, Role.Customer, Workspace, ActorTokens.ServiceLifetime);
    }

    private async Task<Refusal?> FindCustomerAsync(Actor actor, string customerId) =>
        (await GrainFactory.GetGrain<ICustomerGrain>(new GrainKey(Workspace, customerId).ToString()).GetAsync(actor)).Refusal;

    private Refusal? Guard(Actor actor, Right right) => authority.CheckWorkspace(actor, Workspace, right);

    private void Record(string kind, string actor, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        State.Journal.Append(new LedgerDraft(Now, kind, actor, null, JsonText.Object(fields)));

    private async Task CommitAsync()
    {
        State.Key ??= sealer.NewKey();
        await identities.WriteOrDeactivateAsync(DeactivateOnIdle);
    }
}
