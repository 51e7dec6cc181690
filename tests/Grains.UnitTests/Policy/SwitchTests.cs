using Aegis.Actions;
using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Policy;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class SwitchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(SwitchScope.Fleet, "")]
    [InlineData(SwitchScope.Customer, "acme")]
    [InlineData(SwitchScope.Agent, "onboarding")]
    [InlineData(SwitchScope.Action, Tools.CreateTicket)]
    public async Task Switch_TurnedOn_HoldsWithinASecondAndAcrossARestart(SwitchScope scope, string name)
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        // Known to this process just before it is turned.
        (await grid.ActAsync(Proposals.Ticket("t0"))).Status.ShouldBe(ActionStatus.Done);

        (await Policy(grid).SwitchAsync(grid.Admin, new(scope, name, true, "An incident."))).Value!.On.ShouldHaveSingleItem().By.ShouldBe("admin:alice");

        grid.Time.Advance(TimeSpan.FromSeconds(1));
        (await grid.ActAsync(Proposals.Ticket("t1"))).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ActionStatus.Refused), a => a.Evidence.ShouldContain("kill switch"));
        grid = await grid.RestartAsync();
        (await grid.ActAsync(Proposals.Ticket("t2"))).Status.ShouldBe(ActionStatus.Refused);
        (await Policy(grid).SwitchAsync(grid.Admin, new(scope, name, false, "It is over."))).Value!.On.ShouldBeEmpty();
        grid.Time.Advance(TimeSpan.FromSeconds(1));
        (await grid.ActAsync(Proposals.Ticket("t2"))).Status.ShouldBe(ActionStatus.Done);
        grid.Outside.Tickets.Effects.ShouldBe(2);
        (await Policy(grid).GetAsync(grid.Admin)).Value!.SwitchHistory.Select(change => change.On).ShouldBe([true, false]);
        await grid.DisposeAsync();
    }

    [Fact]
    public async Task Switch_TurnedOnBetweenIntentAndEffect_StopsItBeforeAnythingIsSent()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        var ticket = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Ticket("t1"))).Value!;
        await Policy(grid).SwitchAsync(grid.Admin, new(SwitchScope.Fleet, "", true, "An incident."));
        grid.Time.Advance(TimeSpan.FromSeconds(1));

        var record = await grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None);

        record.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ActionStatus.Failed), a => a.RetryAfter.ShouldNotBeNull());
        grid.Outside.Tickets.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Switch_OnWhileAnActionIsUnknown_LeavesItUnknownUntilTakenOff()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Tickets.Next(Treatment.LoseRequest);
        (await grid.ActAsync(Proposals.Ticket("t1"))).Status.ShouldBe(ActionStatus.Unknown);
        await Policy(grid).SwitchAsync(grid.Admin, new(SwitchScope.Fleet, "", true, "An incident."));
        grid.Time.Advance(TimeSpan.FromMinutes(1));

        await grid.SweepAsync();

        (await grid.OnlyActionAsync()).Status.ShouldBe(ActionStatus.Unknown);
        grid.Outside.Tickets.Asked.Count.ShouldBe(1);
        await Policy(grid).SwitchAsync(grid.Admin, new(SwitchScope.Fleet, "", false, "It is over."));
        grid.Time.Advance(TimeSpan.FromMinutes(1));
        await grid.SweepAsync();
        await grid.WhenAsync(async () => (await grid.OnlyActionAsync()).Status == ActionStatus.Done);
        grid.Outside.Tickets.Effects.ShouldBe(1);
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Customer)]
    public async Task Switch_ByNobodyWhoDecides_IsForbidden(Role role)
    {
        await using var grid = await Grid.StartAsync(_directory);

        (await Policy(grid).SwitchAsync(grid.Actor(role), new(SwitchScope.Fleet, "", true, "x"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Policy(grid).SwitchAsync(grid.Admin with { Id = "mallory" }, new(SwitchScope.Fleet, "", true, "x"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Policy(grid).SwitchAsync(grid.Actor(Role.Admin, workspace: "other"), new(SwitchScope.Fleet, "", true, "x"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory]
    [InlineData(SwitchScope.Fleet, "acme", "x", "name")]
    [InlineData(SwitchScope.Agent, "", "x", "name")]
    [InlineData(SwitchScope.Agent, "growth", "", "reason")]
    public async Task Switch_WrongOrder_NamesTheField(SwitchScope scope, string name, string reason, string field)
    {
        await using var grid = await Grid.StartAsync(_directory);

        (await Policy(grid).SwitchAsync(grid.Admin, new(scope, name, true, reason))).Refusal!.Field.ShouldBe(field);
    }

    [Fact]
    public async Task Take_OfADaysPlaces_GivesEachActionOneAndStartsAnewTheNextDay()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var aegis = grid.Actor(Role.System, "aegis");

        (await Policy(grid).TakeAsync(aegis, "t", "a1", 2)).Value.ShouldBeTrue();
        (await Policy(grid).TakeAsync(aegis, "t", "a1", 2)).Value.ShouldBeTrue();
        (await Policy(grid).TakeAsync(aegis, "t", "a2", 2)).Value.ShouldBeTrue();
        (await Policy(grid).TakeAsync(aegis, "t", "a3", 2)).Value.ShouldBeFalse();
        (await Policy(grid).TakeAsync(aegis, "u", "a3", 2)).Value.ShouldBeTrue();
        grid.Time.Advance(TimeSpan.FromDays(1));
        (await Policy(grid).TakeAsync(aegis, "t", "a3", 2)).Value.ShouldBeTrue();
        (await Policy(grid).TakeAsync(grid.Admin, "t", "a4", 9)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    private static IPolicyGrain Policy(Grid grid) => grid.Grains.GetGrain<IPolicyGrain>(PolicyKey.Of("default"));
}
