using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.News;
using Aegis.News;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Result<Done>> TakeProviderNewsAsync(Actor actor, ProviderNews news) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => ProviderRules.Take(_key, State, news, actor.ToString(), now));

    public async Task<Result<Done>> ShowSubscriptionAsync(Actor actor, int look, SubscriptionNow? shown) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await ChangeAndCommitAsync(now => ProviderRules.Show(_key, State, look, shown, actor.ToString(), now));
}
