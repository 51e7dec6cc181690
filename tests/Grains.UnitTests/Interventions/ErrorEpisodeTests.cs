using Aegis.Conversations;
using Aegis.Grains.UnitTests.Support;
using Aegis.Interventions;

namespace Aegis.Grains.UnitTests.Interventions;

public sealed class ErrorEpisodeTests : InterventionTest
{
    [Fact]
    public async Task Spike_OverFifteenPercent_IsDiagnosedTicketedAndToldOnce()
    {
        await CallAsync(40, 20);

        await SettleAsync();

        var intervention = (await ListAsync()).ShouldHaveSingleItem();
        intervention.ShouldSatisfyAllConditions(
            i => i.Type.ShouldBe(InterventionType.ErrorDebugging),
            i => i.Status.ShouldBe(InterventionStatus.Open),
            i => i.Priority.ShouldBe(InterventionPriority.High),
            i => i.CustomerName.ShouldBe("acme Inc"),
            i => i.Reason.ShouldContain("20 of 40"),
            i => i.Diagnosis.ShouldContain("INVALID_KEY"),
            i => i.ActionsTaken.ShouldContain(a => a.Contains("create_ticket")),
            i => i.NextSteps.ShouldNotBeEmpty(),
            i => i.Message.ShouldNotBeEmpty(),
            i => i.Ticket.ShouldBe(new TicketLink("KAN-1", "https://outside/KAN-1")));
        Outside.Tickets.All.ShouldHaveSingleItem();
        var turn = (await TurnsAsync()).ShouldHaveSingleItem();
        turn.Message.ShouldBeNull();
        turn.Reply!.Text.ShouldContain(intervention.Message);
        turn.Reply.Sections.Actions.ShouldContain(a => a.Contains("create_ticket"));
        turn.Reply.Steps.Where(s => s.Type == StepType.Tool).Select(s => s.Name).ShouldBe(
            ["get_customer_profile", "get_intervention", "diagnose_401_error", "verify_api_key", "test_api_authentication", "apply_fix_for_401", "create_ticket"]);
    }

    [Fact]
    public async Task Opening_WritesLedgerRowHealthAndCommandInOneCommit()
    {
        await CallAsync(40, 20);

        (await LedgerKindsAsync()).ShouldBe(["customer_created", "stage_changed", "health_changed", "episode_opened"]);
        (await ListAsync()).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Acting);
        (await Grid.Customer(Id).GetAsync(Grid.Admin)).Value!.Version.ShouldBe(2);
        await Grid.Relay.RelayOnceAsync();
        var events = await Grid.Database.ReadEventsAsync(GridRun.Workspace, 0, 100, CancellationToken.None);
        events.Select(e => e.Topic).ShouldContain("intervention");
        events.Select(e => e.Topic).ShouldContain("intervene");
    }

    [Fact]
    public async Task Spike_BetweenTenAndFifteenPercent_OpensNoTicket()
    {
        await CallAsync(40, 5);

        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem().Ticket.ShouldBeNull();
        Outside.Tickets.Count.ShouldBe(0);
    }

    [Fact]
    public async Task MoreErrorsAndARestart_KeepTheEpisodeAndCommentOnItsTicket()
    {
        await CallAsync(40, 20);
        await SettleAsync();
        await RestartAsync();

        await CallAsync(20, 20);
        await SettleAsync();

        var intervention = (await ListAsync()).ShouldHaveSingleItem();
        intervention.Finding.ShouldBe(2);
        intervention.Ticket!.Key.ShouldBe("KAN-1");
        Outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("40 of 60");
        (await TurnsAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Recovery_ClosesTheEpisode_AndALaterSpikeOpensANewOne()
    {
        await CallAsync(40, 20);
        await SettleAsync();

        await CallAsync(60, 0);
        await SettleAsync();

        var closed = (await ListAsync()).ShouldHaveSingleItem();
        closed.Status.ShouldBe(InterventionStatus.Resolved);
        closed.ResolvedAt.ShouldNotBeNull();
        closed.Message.ShouldNotBeEmpty("the list keeps what was said");

        await CallAsync(40, 30);
        await SettleAsync();

        var all = await ListAsync();
        all.Length.ShouldBe(2);
        all[0].Id.ShouldNotBe(closed.Id);
        all[0].Ticket!.Key.ShouldBe("KAN-2");
    }

    [Fact]
    public async Task Command_ThatWasLost_IsSentAgainOnceTheLeaseHasEnded()
    {
        await CallAsync(40, 20);
        await Grid.Database.NumberOutboxAsync(1_000, CancellationToken.None);
        var commands = await Grid.Database.ReadUndispatchedAsync(1_000, CancellationToken.None);
        await Grid.Database.ConfirmDispatchedAsync([.. commands.Select(c => c.Number)], CancellationToken.None);
        await SettleAsync();
        (await ListAsync()).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Acting);

        Time.Leap(TimeSpan.FromMinutes(2));
        await Grid.SweepAsync();
        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Status.ShouldBe(InterventionStatus.Open), i => i.Attempts.ShouldBe(2), i => i.Ticket.ShouldNotBeNull());
        Outside.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TicketSystem_ThatIsDown_IsTriedAgainBeforeAnythingIsSaid()
    {
        Outside.Ticketing = Providers.Down;
        await CallAsync(40, 20);
        await SettleAsync();
        (await TurnsAsync()).ShouldBeEmpty();
        (await ListAsync()).ShouldHaveSingleItem().Status.ShouldBe(InterventionStatus.Acting);

        Outside.Ticketing = null;
        Time.Leap(TimeSpan.FromMinutes(2));
        await Grid.SweepAsync();
        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem().Ticket!.Key.ShouldBe("KAN-1");
        (await TurnsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TicketSystem_ThatStaysDown_LeavesTheCustomerToldAndThePersonListed()
    {
        Outside.Ticketing = Providers.Down;
        await CallAsync(40, 20);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            await SettleAsync();
            Time.Leap(TimeSpan.FromMinutes(6));
            await Grid.SweepAsync();
        }

        (await ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Status.ShouldBe(InterventionStatus.Open), i => i.Ticket.ShouldBeNull());
        (await TurnsAsync()).ShouldHaveSingleItem().Reply!.Sections.Actions.ShouldContain(a => a.Contains("failed"));
    }
}
