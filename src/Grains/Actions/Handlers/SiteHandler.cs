using Aegis.Actions;
using Aegis.Sandbox;

namespace Aegis.Grains.Actions.Handlers;

/// <summary>provision_test_environment: a site in the product sandbox.</summary>
public sealed class SiteHandler(IGrainFactory grains) : IActionHandler
{
    public string Tool => Tools.ProvisionTestEnvironment;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        Describe(await grains.GetGrain<ISandboxSiteGrain>(ticket.CustomerKey).ProvisionAsync(ticket.ActionId));

    public async Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        await grains.GetGrain<ISandboxSiteGrain>(ticket.CustomerKey).GetSiteAsync() is { } site ? Describe(site) : null;

    private static ActionOutcome Describe(string site) =>
        Outcomes.Done($"Product sandbox: site {site}", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("site", site));
}
