using Aegis.Actors;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.UnitTests.Support;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Interventions;

public sealed class InterventionTests : InterventionTest
{
    [Fact]
    public async Task Key_WithoutACallForExactlyADay_GetsOneCheckIn()
    {
        await ImportAsync("idle", Tier.Trial, [], keyAt: Now.AddHours(-24).AddMinutes(1));
        await Grid.SweepAsync();
        (await ListAsync(id: "idle")).ShouldBeEmpty();
        await RestartAsync();

        Time.Leap(TimeSpan.FromMinutes(1));
        await Grid.SweepAsync();
        await SettleAsync("idle");
        await RestartAsync();
        Time.Leap(TimeSpan.FromDays(2));
        await Grid.SweepAsync();
        await SettleAsync("idle");

        (await ListAsync(id: "idle")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Type.ShouldBe(InterventionType.OnboardingCheckIn), i => i.Status.ShouldBe(InterventionStatus.Open), i => i.Ticket.ShouldBeNull());
        (await TurnsAsync("idle")).ShouldHaveSingleItem().Reply!.Text.ShouldContain("no call has come");
    }

    [Fact]
    public async Task CheckIn_OnceTheFirstCallCame_IsResolved()
    {
        await ImportAsync("idle", Tier.Trial, [], keyAt: Now.AddHours(-25));
        await SettleAsync("idle");

        await CallAsync(1, 0, "idle");

        (await ListAsync(id: "idle")).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Resolved);
    }

    [Fact]
    public async Task Key_RotatedBeforeItsDay_IsAskedAboutADayAfterItsSuccessor()
    {
        var customer = Grid.Customer(Id);
        var key = (await customer.IssueKeyAsync(Grid.Admin, KeyEnvironment.Test, "k")).Value!;
        Time.Leap(TimeSpan.FromHours(23));
        await customer.RotateKeyAsync(Grid.Admin, key.Id, "r");

        Time.Leap(TimeSpan.FromHours(2));
        await Grid.SweepAsync();
        (await ListAsync()).ShouldBeEmpty();
        Time.Leap(TimeSpan.FromHours(23));
        await Grid.SweepAsync();

        (await ListAsync()).ShouldHaveSingleItem().Type.ShouldBe(InterventionType.OnboardingCheckIn);
    }

    [Fact]
    public async Task DecliningUse_OnPro_IsToldToAPersonByTicket()
    {
        await ImportAsync("pro", Tier.Pro, Use(thisWeek: 20, weekBefore: 100));

        await SettleAsync("pro");

        var intervention = (await ListAsync(id: "pro")).ShouldHaveSingleItem();
        intervention.Type.ShouldBe(InterventionType.RetentionOutreach);
        intervention.Ticket.ShouldNotBeNull();
        (await TurnsAsync("pro")).ShouldHaveSingleItem().Reply!.Agent.ShouldBe("growth");
    }

    [Fact]
    public async Task RisingUse_OnATrial_IsASuggestionWithoutATicket()
    {
        await ImportAsync("rising", Tier.Trial, Use(thisWeek: 150, weekBefore: 100), earlier: 1_000);

        await SettleAsync("rising");

        (await ListAsync(id: "rising")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Type.ShouldBe(InterventionType.UpsellSuggestion), i => i.Priority.ShouldBe(InterventionPriority.Low), i => i.Ticket.ShouldBeNull());
    }

    [Fact]
    public async Task TakenOverCustomer_IsListedForThePersonAndLeftAlone()
    {
        await Grid.Conversation(Id).TakeOverAsync(Grid.Admin, true);
        await CallAsync(40, 20);

        await SettleAsync();

        (await ListAsync(InterventionStatus.Open)).ShouldHaveSingleItem().Diagnosis.ShouldBeEmpty();
        (await TurnsAsync()).ShouldBeEmpty();
        Outside.Tickets.Count.ShouldBe(0);
        await Grid.Conversation(Id).TakeOverAsync(Grid.Admin, false);
        await CallAsync(40, 40);
        await SettleAsync();
        (await ListAsync()).ShouldHaveSingleItem().Finding.ShouldBe(1);
    }

    [Fact]
    public async Task Resolved_ByAPersonWhileItGoesOn_OpensNoOther()
    {
        await CallAsync(40, 20);
        await SettleAsync();
        var id = (await ListAsync()).ShouldHaveSingleItem().Id;

        (await Grid.Customer(Id).ResolveInterventionAsync(Grid.Admin, id, "Called them.")).Value!.Status.ShouldBe(InterventionStatus.Resolved);
        await CallAsync(40, 40);
        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Status.ShouldBe(InterventionStatus.Resolved), i => i.Message.ShouldNotBeEmpty());
        (await LedgerKindsAsync()).Count(k => k == "intervention_resolved").ShouldBe(1);
        (await Grid.Customer(Id).ResolveInterventionAsync(Grid.Admin, id, null)).Ok.ShouldBeTrue("a repeat is confirmed");
    }

    [Fact]
    public async Task Snoozed_OpensAgainByItself()
    {
        await CallAsync(40, 20);
        await SettleAsync();
        var id = (await ListAsync()).ShouldHaveSingleItem().Id;

        await Grid.Customer(Id).SnoozeInterventionAsync(Grid.Admin, id, Now.AddHours(3));
        await CallAsync(40, 40);
        Time.Leap(TimeSpan.FromHours(2));
        await Grid.SweepAsync();
        (await ListAsync()).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Snoozed);
        Time.Leap(TimeSpan.FromHours(1));
        await Grid.SweepAsync();

        (await ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Status.ShouldNotBe(InterventionStatus.Snoozed), i => i.SnoozedUntil.ShouldBeNull());
    }

    [Theory]
    [InlineData(Role.Customer, RefusalKind.Forbidden)]
    [InlineData(Role.Viewer, RefusalKind.Forbidden)]
    [InlineData(Role.Agent, null)]
    public async Task Resolve_ByRole_IsForThoseWhoLookAfterCustomers(Role role, RefusalKind? refused)
    {
        await CallAsync(40, 20);
        var id = (await ListAsync()).ShouldHaveSingleItem().Id;

        var result = await Grid.Customer(Id).ResolveInterventionAsync(Grid.Sign(role == Role.Customer ? Id : "bob", role), id, null);

        (result.Refusal?.Kind == refused).ShouldBeTrue(result.Refusal?.Message);
    }

    [Fact]
    public async Task Resolve_BadInput_NamesTheFieldAndChangesNothing()
    {
        await CallAsync(40, 20);
        var id = (await ListAsync()).ShouldHaveSingleItem().Id;
        var customer = Grid.Customer(Id);

        (await customer.ResolveInterventionAsync(Grid.Admin, id, "a\0b")).Refusal!.Field.ShouldBe("note");
        (await customer.ResolveInterventionAsync(Grid.Admin, id, new string('x', 1_001))).Refusal!.Field.ShouldBe("note");
        (await customer.SnoozeInterventionAsync(Grid.Admin, id, Now.AddDays(31))).Refusal!.Field.ShouldBe("until");
        (await customer.SnoozeInterventionAsync(Grid.Admin, id, Now)).Refusal!.Field.ShouldBe("until");
        (await customer.ResolveInterventionAsync(Grid.Admin, "int_none", null)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        (await ListAsync()).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Acting);
    }

    [Fact]
    public async Task Erasure_TakesTheInterventionsAway()
    {
        await CallAsync(40, 20);
        await SettleAsync();

        (await Grid.Conversation(Id).EraseAsync(Grid.Admin)).Ok.ShouldBeTrue();

        (await ListAsync()).ShouldBeEmpty();
        await Grid.SweepAsync();
        await Grid.RelayAsync();
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_InPages_IsNewestFirstAndWithoutRepeat()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Grid.NewCustomerAsync(id);
            await CallAsync(20, 10, id);
        }

        var directory = Grid.Grains.GetGrain<IDirectoryGrain>(0);
        var first = (await directory.ListInterventionsAsync(Grid.Admin, new(null, null, null, 2))).Value!;
        var second = (await directory.ListInterventionsAsync(Grid.Admin, new(null, null, first.Next, 2))).Value!;

        first.Items.Concat(second.Items).Select(i => i.CustomerId).ShouldBe(["c", "b", "a"]);
        second.Next.ShouldBeNull();
        (await directory.ListInterventionsAsync(Grid.Sign("a", Role.Customer), new(null, "a", null, 2))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }
}
