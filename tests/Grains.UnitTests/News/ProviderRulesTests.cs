using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.News;
using Aegis.Interventions;
using Aegis.Grains.Interventions;
using Aegis.News;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.News;

public sealed class ProviderRulesTests
{
    private const string Who = "system:webhooks";

    private static readonly GrainKey Acme = new("default", "acme");
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ProviderNews Changed = new("stripe", "evt_1", ProviderNewsKind.Subscription, "default/acme", Now);
    private static readonly ProviderNews Written = new("jira", "h1", ProviderNewsKind.TicketComment, "KAN-1", Now, "Ada", "We are on it.", "10");

    [Fact]
    public void Take_SameNewsAgain_AsksForOneLook()
    {
        var state = new CustomerState();

        Take(state, Changed);
        Take(state, Changed);
        Take(state, Changed with { EventId = "evt_2" });

        state.Providers!.Look.ShouldBe(2);
        Looks(state).ShouldBe(2);
    }

    [Fact]
    public void Take_ManyNews_RemembersTheLast()
    {
        var state = new CustomerState();

        for (var i = 0; i < 250; i++)
            Take(state, Changed with { EventId = $"evt_{i}" });
        Take(state, Changed with { EventId = "evt_249" });

        state.Providers!.Seen.Length.ShouldBe(100);
        state.Providers.Look.ShouldBe(250);
    }

    [Fact]
    public void Show_LooksInAnyOrder_TheLastAskedForStands()
    {
        var state = Looked(times: 3);

        Show(state, look: 3, "enterprise");
        Show(state, look: 1, "starter");
        Show(state, look: 2, "pro");

        state.Tier.ShouldBe(Tier.Enterprise);
        Kinds(state).Count(kind => kind == "tier_changed").ShouldBe(1);
    }

    /// <summary>The control of the test above: in order, each look moves the tier.</summary>
    [Fact]
    public void Show_LooksInOrder_EachMovesTheTier()
    {
        var state = Looked(times: 3);

        Show(state, look: 1, "starter");
        Show(state, look: 2, "pro");
        Show(state, look: 3, "enterprise");

        Kinds(state).Count(kind => kind == "tier_changed").ShouldBe(3);
    }

    [Fact]
    public void Show_LookNobodyAskedFor_ChangesNothing()
    {
        var state = Looked(times: 1);

        Show(state, look: 2, "enterprise");

        state.Tier.ShouldBe(Tier.None);
    }

    [Theory]
    [InlineData(Tier.None, "trial", "trial", Tier.Trial)]
    [InlineData(Tier.Trial, "pro", "active", Tier.Pro)]
    [InlineData(Tier.Pro, "starter", "past_due", Tier.Starter)]
    [InlineData(Tier.Pro, null, "active", null)]
    [InlineData(Tier.Pro, "gold", "active", null)]
    [InlineData(Tier.Pro, "pro", "ended", Tier.None)]
    [InlineData(Tier.Trial, "trial", "ended", Tier.Trial)]
    public void TierOf_Subscription_FollowsIt(Tier current, string? plan, string status, Tier? expected) =>
        ProviderRules.TierOf(current, new("sub_1", plan, status, null)).ShouldBe(expected);

    [Fact]
    public void Take_CommentOnAnEpisodesTicket_StandsWithTheIntervention()
    {
        var state = new CustomerState { Episodes = [Episode("KAN-1")] };

        Take(state, Written with { Text = "Line\u0000 one\uD800" });
        Take(state, Written with { EventId = "h2", Kind = ProviderNewsKind.TicketClosed, Text = null });

        Kinds(state).ShouldBe(["ticket_comment", "ticket_closed"]);
        state.Journal.Ledger[0].Data.ShouldContain("\"interventionId\":\"int_1\"");
        state.Journal.Ledger[0].Data.ShouldNotContain("u0000");
        state.Journal.Outbox.Count(message => message.Topic == "intervention").ShouldBe(2);
    }

    [Fact]
    public void Take_CommentOfOurOwn_IsNoNews()
    {
        var state = new CustomerState();
        state.Actions.Add(new StoredAction(
            "act_1", "op", "comment_on_ticket", Map("ticket", "KAN-1"), "", "system:aegis", Aegis.Actions.ActionStatus.Done, default!, false, "", Map("comment_id", "10"), Now, Now, null));

        Take(state, Written);
        Take(state, Written with { EventId = "h2", Id = "11" });

        Kinds(state).ShouldBe(["ticket_comment"]);
    }

    private static CustomerState Looked(int times)
    {
        var state = new CustomerState();
        for (var i = 0; i < times; i++)
            Take(state, Changed with { EventId = $"evt_{i}" });
        return state;
    }

    private static void Take(CustomerState state, ProviderNews news) => ProviderRules.Take(Acme, state, news, Who, Now);

    private static void Show(CustomerState state, int look, string plan) =>
        ProviderRules.Show(Acme, state, look, new("sub_1", plan, "active", null), Who, Now);

    private static StoredEpisode Episode(string ticket) =>
        new("int_1", InterventionType.ErrorDebugging, Now, InterventionPriority.High, InterventionStatus.Open, "Half of the calls fail.") { Ticket = new(ticket, "https://x/" + ticket) };

    private static string[] Kinds(CustomerState state) => [.. state.Journal.Ledger.Select(entry => entry.Kind)];

    private static int Looks(CustomerState state) => state.Journal.Outbox.Count(message => message.Topic == Commands.RefreshSubscription);

    private static ImmutableSortedDictionary<string, string> Map(string name, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, value);
}
