using Aegis.Actions;
using Aegis.Actors;
using Aegis.Sandbox;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>provision_test_environment: a site in the product sandbox.</summary>
public sealed class SiteHandler(IGrainFactory grains, IActorAuthority authority) : IActionHandler
{
    public string Tool => Tools.ProvisionTestEnvironment;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await grains.GetGrain<ISandboxSiteGrain>(ticket.CustomerKey).ProvisionAsync(Runner(ticket), ticket.ActionId) is { Value: { } site }
            ? Describe(site)
            : Outcomes.Failed("The site was not provisioned.");

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await grains.GetGrain<ISandboxSiteGrain>(ticket.CustomerKey).GetSiteAsync(Runner(ticket)) is { Value: { } site } ? Describe(site) : null;

    private Actor Runner(ActionTicket ticket) => authority.Sign("action-runner", Role.System, GrainKey.Parse(ticket.CustomerKey).Workspace);

    private static ActionOutcome Describe(string site) =>
        Outcomes.Done($"Product sandbox: site {site}", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("site", site));
}
