using Aegis.Actions;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Routing;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Actors;

/// <summary>What goes from grain to grain without an actor: tickets and work, which nobody can make up; and what is stored, which outlives every token.</summary>
public sealed class SealTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ticket_MadeUpOrChanged_IsNotPerformed_Invariant4()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.NewCustomerAsync("other");
        var ticket = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial)).Value!;
        ActionTicket[] forged =
        [
            ticket with { Seal = "" },
            ticket with { Seal = new string('0', ticket.Seal.Length) },
            ticket with { CustomerKey = "default/other" },
            ticket with { Arguments = ticket.Arguments.SetItem("email", "mallory@example.com") },
            ticket with { Epoch = ticket.Epoch + 1 },
            ticket with { LeaseExpiresAt = ticket.LeaseExpiresAt.AddDays(1) },
            ticket with { MayRepeat = !ticket.MayRepeat },
            ticket with { ActionId = "act_other" },
        ];

        foreach (var one in forged)
            (await RunAsync(grid, one)).Status.ShouldBe(ActionStatus.Refused);

        grid.Outside.Billing.Asked.ShouldBeEmpty();
        // Control: the ticket as it was given out is.
        (await RunAsync(grid, ticket)).Status.ShouldBe(ActionStatus.Done);
        grid.Outside.Billing.Effects.ShouldBe(1);
    }

    [Fact]
    public async Task Work_NotFromTheOrchestrator_IsNotTakenUp_Invariant4()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        var work = new TurnWork("default/acme", "turn_1", 1, grid.Self(), "hello", new(Router.OnboardingAgent, "status", null, ""), null);

        foreach (var worker in (Actor?[])[null, grid.Admin, grid.Actor(Role.System, "aegis", "other"), grid.Admin with { Role = Role.System, ExpiresAt = null }])
            (await Should.ThrowAsync<Exception>(() => grid.Grains.GetGrain<IOnboardingAgent>(0).RunAsync(work with { Worker = worker }, CancellationToken.None)))
                .ToString().ShouldContain(nameof(UnauthorizedAccessException));
    }

    [Fact]
    public async Task Commands_Stored_AreCarriedOutAfterEveryTokenExpiredAndARestart()
    {
        var time = new ShiftedTime();
        var run = await GridRun.StartAsync(_directory.Path, time: time);
        await run.NewCustomerAsync("acme");
        // A message that waits for a person to hand back, and a workflow that is to be carried on.
        (await run.Conversation("acme").TakeOverAsync(run.Admin, on: true)).Ok.ShouldBeTrue();
        var asked = await run.SendAsync("acme", "What is my status?", "m1");
        (await run.Customer("acme").StartWorkflowAsync(run.Self("acme"), "onboarding", "turn_0")).Ok.ShouldBeTrue();
        time.Leap(TimeSpan.FromHours(1));
        await run.SweepAsync();
        await run.DisposeAsync();
        time.Leap(TimeSpan.FromDays(2));

        run = await GridRun.StartAsync(_directory.Path, time: time);
        await run.RelayAsync();
        (await run.Conversation("acme").TakeOverAsync(run.Admin, on: false)).Ok.ShouldBeTrue();

        (await run.EndOfAsync("acme", asked)).Status.ShouldBe(TurnStatus.Answered);
        (await run.Conversation("acme").GetConversationAsync(run.Admin)).Value!.Turns.ShouldContain(turn => turn.Intent == Intents.ResumeWorkflow);
        await run.DisposeAsync();
    }

    private static Task<ActionRecord> RunAsync(Grid grid, ActionTicket ticket) =>
        grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None);
}
