using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Directory;
using Aegis.Grains.UnitTests.Support;
using Aegis.Storage.Database;

namespace Aegis.Grains.UnitTests.Directory;

public sealed class DirectoryGrainTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private GridRun _grid = null!;

    private IDirectoryGrain Lists => _grid.Grains.GetGrain<IDirectoryGrain>(0);

    public async Task InitializeAsync() => _grid = await GridRun.StartAsync(_directory.Path, _outside);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task ListCustomers_Pages_HoldEachOnce()
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
            await _grid.NewCustomerAsync(id);
        var seen = new List<string>();

        for (string? cursor = null; ;)
        {
            var page = (await Lists.ListCustomersAsync(_grid.Admin, Query(cursor, 2))).Value!;
            seen.AddRange(page.Items.Select(c => c.Id));
            if ((cursor = page.Next) is null)
                break;
        }

        seen.ShouldBe(["a", "b", "c", "d", "e"]);
    }

    public static TheoryData<CustomerSort> Sorts => [.. Enum.GetValues<CustomerSort>()];

    [Fact]
    public void Sorts_OfTheContract_AreTheOrdersOfTheDatabases() =>
        Enum.GetValues<CustomerSort>().Select(CustomerCursor.Order).ShouldBe(CustomerOrder.All);

    [Theory, MemberData(nameof(Sorts))]
    public async Task ListCustomers_Sorted_PagesHoldEachOnce(CustomerSort sort)
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
            await _grid.NewCustomerAsync(id);
        var seen = new List<string>();

        for (string? cursor = null; ;)
        {
            var page = (await Lists.ListCustomersAsync(_grid.Admin, Query(cursor, 2) with { Sort = sort })).Value!;
            seen.AddRange(page.Items.Select(c => c.Id));
            if ((cursor = page.Next) is null)
                break;
        }

        seen.Order().ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public async Task ListCustomers_CursorOfAnotherOrder_NamesTheField_Invariant12()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await _grid.NewCustomerAsync(id);
        var next = (await Lists.ListCustomersAsync(_grid.Admin, Query(null, 2) with { Sort = CustomerSort.Calls })).Value!.Next;

        (await Lists.ListCustomersAsync(_grid.Admin, Query(next, 2) with { Sort = CustomerSort.Company })).Refusal!.Field.ShouldBe("cursor");
        (await Lists.ListCustomersAsync(_grid.Admin, Query(next, 2))).Refusal!.Field.ShouldBe("cursor");
    }

    [Fact]
    public async Task GetFleet_ByACustomer_IsForbidden_Invariant4()
    {
        (await Lists.GetFleetAsync(_grid.Self("acme"), 30)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Lists.GetFleetCallsAsync(_grid.Self("acme"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Lists.ListWaitingAsync(_grid.Self("acme"), null, 10)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task DescribeTool_OfAProposal_TellsWhatPeopleMayChange()
    {
        var discount = (await Lists.DescribeToolAsync(_grid.Admin, Tools.ApplyDiscount)).Value!.Fields.ShouldHaveSingleItem();
        var plan = (await Lists.DescribeToolAsync(_grid.Admin, Tools.UpgradePlan)).Value!.Fields.ShouldHaveSingleItem();
        var ticket = (await Lists.DescribeToolAsync(_grid.Admin, Tools.CreateTicket)).Value!.Fields;

        (discount.Name, discount.Kind, discount.Required, discount.Least, discount.Most, discount.IsWhole).ShouldBe(("percent", ToolFieldKind.Number, true, 1, 100, true));
        (plan.Kind, string.Join(' ', plan.Choices)).ShouldBe((ToolFieldKind.Choice, "starter pro enterprise"));
        ticket.Select(field => field.Kind).ShouldBe([ToolFieldKind.Line, ToolFieldKind.Lines, ToolFieldKind.Choice, ToolFieldKind.Line]);
        (await Lists.DescribeToolAsync(_grid.Admin, "refund")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await Lists.DescribeToolAsync(_grid.Self("acme"), Tools.ApplyDiscount)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task CountApprovals_OfTheWorkspace_IsOfThoseThatWait()
    {
        await _grid.NewCustomerAsync("acme");
        (await Lists.CountApprovalsAsync(_grid.Admin)).Value!.Pending.ShouldBe(0);
        var asked = await _grid.Customer("acme").RequestApprovalAsync(_grid.Sign("svc", Role.Agent), Proposals.Ticket("t1"), null);

        (await Lists.CountApprovalsAsync(_grid.Admin)).Value!.Pending.ShouldBe(1);
        (await _grid.Customer("acme").RejectAsync(_grid.Admin, asked.Value!.Id, new())).Refusal.ShouldBeNull();
        (await Lists.CountApprovalsAsync(_grid.Admin)).Value!.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task GetFleet_OfNewCustomers_CountsThemAndFillsEveryDay()
    {
        await _grid.NewCustomerAsync("a");
        await _grid.NewCustomerAsync("b");

        var fleet = (await Lists.GetFleetAsync(_grid.Admin, 14)).Value!;

        fleet.Groups.ShouldBe([new FleetGroup(HealthStatus.New, Tier.None, Stage.New, 2)]);
        fleet.Days.Length.ShouldBe(14);
        (await Lists.GetFleetAsync(_grid.Admin, 91)).Refusal!.Field.ShouldBe("days");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("YWN0aW9uczphY21l")]
    public async Task ListCustomers_ForeignCursor_NamesTheField_Invariant12(string cursor) =>
        (await Lists.ListCustomersAsync(_grid.Admin, Query(cursor, 2))).Refusal!.Field.ShouldBe("cursor");

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task ListCustomers_LimitOutOfRange_NamesTheField_Invariant12(int limit) =>
        (await Lists.ListCustomersAsync(_grid.Admin, Query(null, limit))).Refusal!.Field.ShouldBe("limit");

    [Fact]
    public async Task ListCustomers_ByACustomer_IsForbidden_Invariant4() =>
        (await Lists.ListCustomersAsync(_grid.Self("acme"), Query(null, 2))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

    [Fact]
    public async Task ListCustomers_Query_FindsByTheStartOfAWord()
    {
        await _grid.NewCustomerAsync("acme");
        await _grid.NewCustomerAsync("other");

        var page = await Lists.ListCustomersAsync(_grid.Admin, Query(null, 10) with { Query = "acm" });

        page.Value!.Items.ShouldHaveSingleItem().Id.ShouldBe("acme");
    }

    [Fact]
    public async Task ReadLedger_OwnLedger_IsInOrderWithBodies()
    {
        await _grid.NewCustomerAsync("acme");
        await _grid.AskAsync("acme", "get me started", "m1");

        var page = (await Lists.ReadLedgerAsync(_grid.Self("acme"), "acme", 0, 5)).Value!;
        var rest = (await Lists.ReadLedgerAsync(_grid.Self("acme"), "acme", long.Parse(page.Next!, System.Globalization.CultureInfo.InvariantCulture), 500)).Value!;

        page.Items.Concat(rest.Items).Select(e => e.Seq).ShouldBe(Enumerable.Range(1, 5 + rest.Items.Length).Select(i => (long)i));
        rest.Next.ShouldBeNull();
        page.Items.ShouldAllBe(e => e.Data != null);
    }

    [Fact]
    public async Task ReadLedger_OfAnother_IsNotFound_Invariant4()
    {
        await _grid.NewCustomerAsync("acme");

        (await Lists.ReadLedgerAsync(_grid.Self("other"), "acme", 0, 5)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task ReadLedger_AfterAnErasure_KeepsHeadsWithoutBodies()
    {
        await _grid.NewCustomerAsync("acme");
        await _grid.Conversation("acme").EraseAsync(_grid.Admin);

        var page = (await Lists.ReadLedgerAsync(_grid.Admin, "acme", 0, 500)).Value!;

        page.Items.ShouldNotBeEmpty();
        page.Items.ShouldAllBe(e => e.Data == null && e.Hash.Length == 64);
    }

    [Fact]
    public async Task ListActions_Unknown_AreListed_Invariant3()
    {
        await _grid.NewCustomerAsync("acme");
        _outside.Mail = _ => throw new Aegis.Connectors.ConnectorException(Aegis.Connectors.FailureKind.Unknown, "No answer.");
        await _grid.AskAsync("acme", "get me started", "m1");

        var page = (await Lists.ListActionsAsync(_grid.Admin, ActionStatus.Unknown, null, 10)).Value!;

        page.Items.ShouldHaveSingleItem().Name.ShouldBe(Tools.SendOnboardingEmail);
    }

    [Fact]
    public async Task ReadEvents_NoneYet_WaitsForTheRelay()
    {
        var reading = Lists.ReadEventsAsync(_grid.Admin, 0, 10, CancellationToken.None);
        await _grid.NewCustomerAsync("acme");
        reading.IsCompleted.ShouldBeFalse();

        await _grid.RelayAsync();

        (await reading.WaitAsync(GridRun.Patience)).Value[0].CustomerId.ShouldBe("acme");
    }

    [Fact]
    public async Task FindSiteOwner_OfAnotherWorkspace_IsNobody()
    {
        await _grid.NewCustomerAsync("acme");
        var turn = await _grid.AskAsync("acme", "get me started", "m1");
        var provisioned = turn.Reply!.Actions.Single(a => a.Name == Tools.ProvisionTestEnvironment).Id;
        var site = (await _grid.Customer("acme").ListActionsAsync(_grid.Admin)).Value.Single(a => a.Id == provisioned).Output["site"];

        (await Lists.FindSiteOwnerAsync(_grid.Sign("sandbox", Role.System), site)).ShouldBe("acme");
        (await Lists.FindSiteOwnerAsync(_grid.Sign("sandbox", Role.System, "elsewhere"), site)).ShouldBeNull();
    }

    private static CustomerQuery Query(string? cursor, int limit) => new(null, null, null, null, cursor, limit);
}
