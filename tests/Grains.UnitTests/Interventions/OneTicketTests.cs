using Aegis.Actions;
using Aegis.Activity;
using Aegis.Connectors;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Grains.UnitTests.Support;
using Aegis.Interventions;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Interventions;

/// <summary>Invariant 6: an episode and a customer who asks about the same failing calls share one ticket, whichever comes first.</summary>
public sealed class OneTicketTests : InterventionTest
{
    private const string Question = "My API calls keep failing with 503 errors";

    private bool _defended = true;

    internal override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        if (!_defended)
            services.Insert(0, ServiceDescriptor.Singleton<IPlaybook, ForgetsTickets>());
    }

    [Theory]
    [InlineData(true, 1)]
    // The control.
    [InlineData(false, 2)]
    public async Task EpisodeFirst_CustomerWhoAsks_IsAnsweredOnItsTicket_Invariant6(bool defended, int tickets)
    {
        await BeginAsync(defended);
        await FailAsync(40, 20);
        await SettleAsync();

        var turn = await Grid.AskAsync(Id, Question, "m1");

        Outside.Tickets.Count.ShouldBe(tickets);
        if (!defended)
            return;
        Outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("20 calls failed");
        turn.Reply!.Text.ShouldContain("our team works on it in KAN-1");
    }

    [Theory]
    [InlineData(true, 1)]
    // The control.
    [InlineData(false, 2)]
    public async Task CustomerFirst_EpisodeThatOpens_TakesTheTicketOver_Invariant6(bool defended, int tickets)
    {
        await BeginAsync(defended);
        await FailAsync(9, 5);
        await Grid.AskAsync(Id, Question, "m1");
        (await ListAsync()).ShouldBeEmpty();

        await FailAsync(40, 30);
        await SettleAsync();

        Outside.Tickets.Count.ShouldBe(tickets);
        (await ListAsync()).ShouldHaveSingleItem().Ticket!.Key.ShouldBe(defended ? "KAN-1" : "KAN-2");
        if (defended)
            Outside.Tickets.All.ShouldHaveSingleItem().Comments.Count.ShouldBe(2);
    }

    [Fact]
    public async Task EpisodeWithoutATicket_CustomerWhoAsks_GivesItOne_Invariant6()
    {
        await FailAsync(40, 5);
        await SettleAsync();
        (await ListAsync()).ShouldHaveSingleItem().Ticket.ShouldBeNull();

        await Grid.AskAsync(Id, Question, "m1");
        (await ListAsync()).ShouldHaveSingleItem().Ticket!.Key.ShouldBe("KAN-1");
        await RestartAsync();
        await FailAsync(20, 20);
        await SettleAsync();

        Outside.Tickets.All.ShouldHaveSingleItem().Comments.Count.ShouldBe(2);
        (await ListAsync()).ShouldHaveSingleItem().Ticket!.Key.ShouldBe("KAN-1");
    }

    [Theory]
    [InlineData(true, 1)]
    // The control.
    [InlineData(false, 2)]
    public async Task TicketWhoseOpeningGotNoAnswer_IsWaitedForByTheEpisode_Invariant6(bool defended, int tickets)
    {
        await BeginAsync(defended);
        await FailAsync(9, 5);
        Outside.Ticketing = _ => throw new ConnectorException(FailureKind.Unknown, "No answer.");
        await Grid.AskAsync(Id, Question, "m1");
        Outside.Ticketing = null;

        await FailAsync(40, 30);
        await SettleAsync();
        using var patience = new CancellationTokenSource(GridRun.Patience, TimeProvider.System);
        while (await IsUnsettledAsync())
        {
            patience.Token.ThrowIfCancellationRequested();
            Time.Leap(TimeSpan.FromMinutes(1));
            await Grid.SweepAsync();
            await SettleAsync();
        }

        Outside.Tickets.Count.ShouldBe(tickets);
    }

    [Fact]
    public async Task QuestionAfterTheEpisodeEnded_OpensATicketOfItsOwn()
    {
        await FailAsync(40, 20);
        await SettleAsync();
        await FailAsync(400, 0);
        Time.Leap(TimeSpan.FromMinutes(1));

        await FailAsync(9, 5);
        await Grid.AskAsync(Id, Question, "m1");
        await Grid.AskAsync(Id, Question, "m2");

        Outside.Tickets.Count.ShouldBe(2);
    }

    private async Task BeginAsync(bool defended)
    {
        _defended = defended;
        if (!defended)
            await RestartAsync();
    }

    private async Task<bool> IsUnsettledAsync() =>
        (await ListAsync()).ShouldHaveSingleItem().Status == InterventionStatus.Acting
        || (await Grid.Customer(Id).ListActionsAsync(Grid.Admin)).Value.Any(a => a.Status is ActionStatus.Unknown or ActionStatus.InFlight);

    private async Task FailAsync(int calls, int errors) =>
        (await Grid.Customer(Id).RecordAsync(Grid.Admin, [.. Enumerable.Range(0, calls).Select(i =>
            new ActivityEvent(null, "/v2/customers", i < errors ? 503 : 200, Now, null, i < errors ? "PRODUCT_ERROR" : null))])).Refusal.ShouldBeNull();

    /// <summary>The defence off: neither the diagnosis nor the intervention knows of the other's ticket.</summary>
    private sealed class ForgetsTickets : IPlaybook
    {
        private readonly DiagnosisPlaybook _diagnosis = new(new GridOptions());
        private readonly InterventionPlaybook _intervention = new(new GridOptions());

        public bool Handles(string intent) => intent is Intents.Diagnose or Intents.Intervene;

        public Move Next(Facts facts) => Of(facts).Next(Forget(facts));

        public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => Of(facts).Write(facts, steps);

        private IPlaybook Of(Facts facts) => facts.Work.Route.Intent == Intents.Diagnose ? _diagnosis : _intervention;

        private static Facts Forget(Facts facts) => facts with
        {
            Findings = [.. facts.Findings.Select(finding => finding switch
            {
                FailureFinding { Report: { } report } failures => failures with { Report = report with { Ticket = null } },
                InterventionFinding { Intervention: { Finding: 1 } found } intervention => intervention with { Intervention = found with { Ticket = null } },
                _ => finding,
            })],
        };
    }
}
