using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Agents.Growth;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Agents.Growth;

public sealed class GrowthTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();

    [Fact]
    public async Task Upgrade_Asked_IsProposedAndWaitsForAPerson_Invariant4()
    {
        await using var grid = await StartAsync(Tier.Starter);

        var turn = await grid.AskAsync("acme", "please upgrade my plan to pro", "m1");
        var again = await grid.AskAsync("acme", "upgrade my plan to pro now!", "m2");

        turn.Reply!.Agent.ShouldBe("growth");
        var action = turn.Reply.Actions.ShouldHaveSingleItem();
        (action.Name, action.Status).ShouldBe((Tools.UpgradePlan, ActionStatus.PendingApproval));
        turn.Reply.Text.ShouldContain("must approve it");
        again.Reply!.Actions.ShouldHaveSingleItem().Id.ShouldBe(action.Id);
        (await grid.Customer("acme").GetAsync(grid.Admin)).Value!.Tier.ShouldBe(Tier.Starter);
        var waiting = await grid.Grains.GetGrain<Aegis.Directory.IDirectoryGrain>(0).ListActionsAsync(grid.Admin, ActionStatus.PendingApproval, null, 10);
        waiting.Value!.Items.ShouldHaveSingleItem().Id.ShouldBe(action.Id);
        // Nothing performs it while it waits: not a sweep, not a restart, not a runner with its ticket.
        await grid.SweepAsync();
        (await grid.Customer("acme").ListActionsAsync(grid.Admin)).Value.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.PendingApproval);
    }

    [Fact]
    public async Task Upgrade_PricesAsked_ProposesNothing()
    {
        await using var grid = await StartAsync(Tier.Starter);

        var turn = await grid.AskAsync("acme", "what plans do you have and how much is pro?", "m1");

        turn.Reply!.Actions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("can I get a discount of 10%?", Tools.ApplyDiscount, ActionStatus.PendingApproval)]
    [InlineData("Can I get a discount?", Tools.ApplyDiscount, ActionStatus.PendingApproval)]
    [InlineData("give me a 50% discount", Tools.CreateTicket, ActionStatus.Done)]
    [InlineData("I need a discount of 11 percent", Tools.CreateTicket, ActionStatus.Done)]
    public async Task Discount_Asked_WaitsForAPersonOrGoesToOne(string message, string tool, ActionStatus status)
    {
        await using var grid = await StartAsync(Tier.Pro);

        var turn = await grid.AskAsync("acme", message, "m1");

        turn.Reply!.Actions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Name.ShouldBe(tool), a => a.Status.ShouldBe(status));
    }

    [Fact]
    public async Task Cancel_Asked_CancelsNothingAndSaysWhatEnds()
    {
        await using var grid = await StartAsync(Tier.Pro);

        var turn = await grid.AskAsync("acme", "I want to cancel my subscription", "m1");

        turn.Reply!.Agent.ShouldBe("growth");
        turn.Reply.Actions.ShouldBeEmpty();
        turn.Reply.Text.ShouldContain("I cancel nothing by myself");
        turn.Reply.Text.ShouldContain("100,000 calls a month");
        turn.Reply.Text.ShouldContain("starter");
        (await grid.Customer("acme").GetAsync(grid.Admin)).Value!.Tier.ShouldBe(Tier.Pro);
    }

    [Fact]
    public async Task Discount_ProposedPastThePlaybook_IsBounded_Invariant4()
    {
        await using var grid = await StartAsync(Tier.Pro);

        var large = await grid.Customer("acme").BeginActionAsync(grid.Self("acme"), Proposals.Of(Tools.ApplyDiscount, "d1", ("percent", "90")));
        var none = await grid.Customer("acme").BeginActionAsync(grid.Self("acme"), Proposals.Of(Tools.ApplyDiscount, "d2", ("percent", "0")));
        var small = await grid.Customer("acme").BeginActionAsync(grid.Admin, Proposals.Of(Tools.ApplyDiscount, "d3", ("percent", "10")));

        large.Value!.ShouldSatisfyAllConditions(t => t.Status.ShouldBe(ActionStatus.PendingApproval), t => t.MustRun.ShouldBeFalse());
        none.Refusal!.Field.ShouldBe("arguments.percent");
        small.Value!.ShouldSatisfyAllConditions(t => t.Status.ShouldBe(ActionStatus.PendingApproval), t => t.MustRun.ShouldBeFalse());
    }

    [Theory]
    [InlineData(Tier.Starter, 1_000, UsageTrend.Stable, null)]
    [InlineData(Tier.Starter, 2_200, UsageTrend.Stable, "pro")]
    [InlineData(Tier.Trial, 300, UsageTrend.Increasing, "starter")]
    [InlineData(Tier.Trial, 20_000, UsageTrend.Increasing, "enterprise")]
    [InlineData(Tier.Enterprise, 900_000, UsageTrend.Increasing, null)]
    public void Upsell_ByUse_IsThePlanThatHoldsIt(Tier tier, long callsLast7Days, UsageTrend trend, string? plan) =>
        GrowthRules.Upsell(Customer(tier), Health(callsLast7Days, trend))?.Id.ShouldBe(plan);

    [Theory]
    [InlineData(Tier.Pro, UsageTrend.Declining, 10)]
    [InlineData(Tier.Pro, UsageTrend.Stable, null)]
    [InlineData(Tier.Trial, UsageTrend.Declining, null)]
    public void Retention_ByTrend_IsADiscountForWhoPays(Tier tier, UsageTrend trend, int? percent) =>
        GrowthRules.Retention(Customer(tier), Health(10, trend)).ShouldBe(percent);

    [Fact]
    public void Plans_AsTheDocumentsSay()
    {
        using var stream = typeof(Plans).Assembly.GetManifestResourceStream("knowledge/plans.md")!;
        var page = new StreamReader(stream).ReadToEnd();

        foreach (var plan in Plans.All.Where(p => p.Price > 0))
            page.ShouldContain(FormattableString.Invariant($"| {plan.Id} | {plan.Price} EUR | {plan.MonthlyCalls:N0} |"));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<GridRun> StartAsync(Tier tier)
    {
        var grid = await GridRun.StartAsync(_directory.Path, _outside);
        (await grid.Customer("acme").ImportAsync(grid.Sign("aegis", Role.System), new(
            new("Acme", "dev@acme.test", []), tier, Stage.ProductionReady, TimeProvider.System.GetUtcNow().AddDays(-40), [], [], 0))).Refusal.ShouldBeNull();
        return grid;
    }

    private static Customer Customer(Tier tier) =>
        new("acme", "Acme", "a@acme.test", tier, Stage.New, [], 0, 0, UsageTrend.Stable, null, new(HealthStatus.New, 50, []), 1);

    private static HealthReport Health(long callsLast7Days, UsageTrend trend) =>
        new(new(HealthStatus.Healthy, 50, []), 0, trend, 0, 0, callsLast7Days, 0, ImmutableSortedDictionary<string, long>.Empty, [], []);
}
