using System.Text;
using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Aegis.News;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.News;

/// <summary>
/// What news of providers change in a customer's state. News that come again change nothing. News of a subscription say only
/// that something changed: a look is counted, the provider is read after that, and of two looks the one counted later was
/// read later; so the order in which news and looks arrive is of no matter.
/// </summary>
public static class ProviderRules
{
    /// <summary>Ids of news remembered; a provider repeats what was not confirmed within days, and rarely.</summary>
    private const int SeenKept = 100;

    private const int LongestText = 1000;

    /// <summary>Takes news in, once.</summary>
    public static Done Take(GrainKey customer, CustomerState state, ProviderNews news, string actor, DateTimeOffset now)
    {
        var known = state.Providers ?? StoredProviders.None;
        var id = $"{news.Provider}:{news.EventId}";
        if (known.Seen.Contains(id) || IsOurs(state, news))
            return Done.Instance;
        known = known with { Seen = [.. known.Seen.Length < SeenKept ? known.Seen : known.Seen[^(SeenKept - 1)..], id] };
        if (news.Kind == ProviderNewsKind.Subscription)
        {
            known = known with { Look = known.Look + 1 };
            state.Journal.Append(new LedgerDraft(now, "provider_event", actor, null, JsonText.Object(
                ("provider", news.Provider), ("event", news.EventId), ("occurredAt", news.OccurredAt))));
            state.Journal.Send(new OutboxDraft(Commands.RefreshSubscription, customer.ToString(), now, JsonText.Object(("customer", customer.CustomerId), ("look", known.Look))));
        }
        else
            NoteTicket(customer, state, news, actor, now);
        state.Providers = known;
        return Done.Instance;
    }

    /// <summary>Takes in what a look showed. A look that is past changes nothing.</summary>
    public static Done Show(GrainKey customer, CustomerState state, int look, SubscriptionNow? shown, string actor, DateTimeOffset now)
    {
        var known = state.Providers ?? StoredProviders.None;
        if (look <= known.Shown || look > known.Look)
            return Done.Instance;
        var seen = shown is null ? known.Subscription : new StoredSubscription(shown.Id, shown.Plan, shown.Status);
        var changed = seen != known.Subscription;
        state.Providers = known with { Shown = look, Subscription = seen };
        if (shown is null || !changed)
            return Done.Instance;

        state.Journal.Append(new LedgerDraft(now, "subscription_changed", actor, null, JsonText.Object(
            ("subscriptionId", shown.Id), ("plan", shown.Plan), ("status", shown.Status), ("trialEnd", shown.TrialEnd))));
        Follow(customer, state, shown, actor, now);
        return Done.Instance;
    }

    /// <summary>The customer's tier as the subscription has it; null leaves it as it is.</summary>
    public static Tier? TierOf(Tier current, SubscriptionNow shown) => shown.Status switch
    {
        "trial" => Tier.Trial,
        // A trial that ran out stays one: its calls are answered so, and an upgrade may still end it.
        "ended" => current <= Tier.Trial ? current : Tier.None,
        _ => shown.Plan is { } plan && SnakeCase.TryParse<Tier>(plan, out var tier) ? tier : null,
    };

    private static void Follow(GrainKey customer, CustomerState state, SubscriptionNow shown, string actor, DateTimeOffset now)
    {
        if (shown is { Status: "trial" or "ended", TrialEnd: { } end })
            state.TrialEndsAt = end;
        if (TierOf(state.Tier, shown) is not { } tier || tier == state.Tier)
            return;
        if (tier > Tier.Trial)
            state.TrialEndsAt = null;
        Progress.ChangeTier(customer, state, tier, actor, now);
        if (tier >= Tier.Trial)
            Progress.AdvanceStage(customer, state, Stage.TrialCreated, actor, now);
    }

    /// <summary>Whether it is a comment that Aegis itself made.</summary>
    private static bool IsOurs(CustomerState state, ProviderNews news) =>
        news.Id is { } id && state.Actions.Exists(action => action.Output.GetValueOrDefault("comment_id") == id && action.Arguments.GetValueOrDefault("ticket") == news.Subject);

    private static void NoteTicket(GrainKey customer, CustomerState state, ProviderNews news, string actor, DateTimeOffset now)
    {
        var kind = SnakeCase.Of(news.Kind);
        (string, object?)[] facts =
            [("provider", news.Provider), ("ticket", news.Subject), ("author", Shorten(news.Author)), ("text", Shorten(news.Text)), ("occurredAt", news.OccurredAt)];
        if (state.Episodes?.FindLast(episode => episode.Ticket?.Key == news.Subject) is { } episode)
            EpisodeLog.Write(customer, state, episode, kind, kind, actor, now, facts);
        else
            state.Journal.Append(new LedgerDraft(now, kind, actor, null, JsonText.Object(facts)));
    }

    /// <summary>So much of a stranger's text, without what no database takes.</summary>
    private static string? Shorten(string? text) => text is null ? null
        : string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value is '\n' or '\t').Take(LongestText));
}
