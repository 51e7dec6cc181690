using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Sandbox;

namespace Aegis.Grains.Sandbox;

/// <inheritdoc cref="ISandboxSiteGrain"/>
[GrainType("sandbox-site")]
public sealed class SandboxSiteGrain(
    [PersistentState("site")] IPersistentState<SandboxSiteState> site, IActorAuthority authority, IIdSource ids, TimeProvider time) : Grain, ISandboxSiteGrain
{
    private const int MaxCustomers = 1000;
    private const int PageSize = 100;
    private const int MaxTextLength = 200;

    public async Task<Result<string>> ProvisionAsync(Actor actor, string operationId)
    {
        if (Guard(actor) is { } refusal)
            return refusal;
        if (site.State.Site is { } name)
            return name;
        // The site's name follows from the customer's key: provisioning again gives the same one.
        site.State.Site = DerivedId.Of("site", this.GetPrimaryKeyString()).Replace('_', '-')[..16] + "-test";
        await site.WriteOrDeactivateAsync(DeactivateOnIdle);
        return site.State.Site;
    }

    public Task<Result<string>> GetSiteAsync(Actor actor) => Task.FromResult<Result<string>>(
        Guard(actor) is { } refusal ? refusal : site.State.Site is { } name ? name : NotProvisioned);

    public Task<Result<ImmutableArray<SiteCustomer>>> ListCustomersAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<SiteCustomer>>>(
        Guard(actor) is { } refusal ? refusal : site.State.Customers.Take(PageSize).ToImmutableArray());

    public async Task<Result<SiteCustomer>> AddCustomerAsync(Actor actor, string? id, string? firstName, string? lastName, string? email)
    {
        if (Guard(actor) is { } refusal)
            return refusal;
        if (site.State.Site is null)
            return NotProvisioned;
        if (id is not null && !GrainKey.IsId(id))
            return new Refusal(RefusalKind.Invalid, $"'id' is '{TextRules.Show(id)}': use 1 to 64 letters, digits, '_', '-' or '.'.", "id");
        if ((CheckText("first_name", firstName) ?? CheckText("last_name", lastName) ?? CheckText("email", email)) is { } fault)
            return fault;
        if (site.State.Customers.Count >= MaxCustomers)
            return new Refusal(RefusalKind.TooMany, $"The site holds {MaxCustomers} customers: it takes no more.");
        if (id is not null && site.State.Customers.Exists(known => known.Id == id))
            return new Refusal(RefusalKind.Conflict, $"There is a customer '{id}' already.", "id");

        var added = new SiteCustomer(id ?? ids.New("cus"), firstName, lastName, email, time.GetUtcNow());
        site.State.Customers.Add(added);
        await site.WriteOrDeactivateAsync(DeactivateOnIdle);
        return added;
    }

    public async Task<Result<Done>> EraseAsync(Actor actor)
    {
        if (Guard(actor) is { } refusal)
            return refusal;
        if (site.RecordExists)
            await site.ClearOrDeactivateAsync(DeactivateOnIdle);
        DeactivateOnIdle();
        return Done.Instance;
    }

    private static readonly Refusal NotProvisioned = new(RefusalKind.NotFound, "The site is not provisioned.");

    private Refusal? Guard(Actor actor) => authority.Check(actor, GrainKey.Parse(this.GetPrimaryKeyString()), Right.Operate);

    private static Refusal? CheckText(string field, string? text) => text switch
    {
        null => null,
        { Length: > MaxTextLength } => new(RefusalKind.Invalid, $"'{field}' has {text.Length} characters: at most {MaxTextLength} are allowed.", field),
        _ => TextRules.FaultOfLine(text) is { } fault ? new(RefusalKind.Invalid, $"'{field}' {fault}.", field) : null,
    };
}
