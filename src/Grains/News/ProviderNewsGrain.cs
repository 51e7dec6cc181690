using Aegis.Actors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Tickets;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.News;

namespace Aegis.Grains.News;

/// <inheritdoc cref="IProviderNewsGrain"/>
/// <remarks>Waits for providers most of the time, so there may be many more than cores.</remarks>
[GrainType("provider-news"), StatelessWorker(64)]
public sealed class ProviderNewsGrain(IBilling billing, ITickets tickets, IActorAuthority authority, TimeProvider time) : Grain, IProviderNewsGrain
{
    /// <summary>How long a look may take before it is asked for again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<Result<Done>> TakeAsync(Actor actor, ProviderNews news)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        using var deadline = new CancellationTokenSource(Patience, time);
        var reference = news.Kind == ProviderNewsKind.Subscription ? news.Subject
            : (await tickets.GetAsync(news.Subject, deadline.Token))?.CustomerReference;
        return Named(reference) is { } customer && customer.Workspace == actor.Workspace
            ? await GrainFactory.GetGrain<ICustomerGrain>(customer.ToString()).TakeProviderNewsAsync(actor, news)
            : new Refusal(RefusalKind.NotFound, "The news are about nobody here.", "subject");
    }

    public async Task<Result<Done>> RefreshAsync(Actor actor, string customerKey, int look)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        using var deadline = new CancellationTokenSource(Patience, time);
        var current = await billing.CurrentAsync(customerKey, deadline.Token);
        var shown = current is null ? null : new SubscriptionNow(current.Id, current.Plan, SnakeCase.Of(current.Status), current.TrialEnd);
        return await GrainFactory.GetGrain<ICustomerGrain>(customerKey).ShowSubscriptionAsync(actor, look, shown);
    }

    private static GrainKey? Named(string? reference) =>
        reference?.Split('/') is [var workspace, var id] && GrainKey.IsId(workspace) && GrainKey.IsId(id) ? new GrainKey(workspace, id) : null;
}
