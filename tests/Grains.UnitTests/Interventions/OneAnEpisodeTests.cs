using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Grains.UnitTests.Support;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Interventions;

/// <summary>Invariant 6: one intervention and one ticket an episode, across restarts, crashes in between and commands that come twice.</summary>
public sealed class OneAnEpisodeTests : InterventionTest
{
    private readonly DatabaseFaults _faults = new();
    private bool _defended = true;

    internal override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.WithFaults(_faults);
        if (!_defended)
            services.Insert(0, ServiceDescriptor.Singleton<IPlaybook, NamesTicketsByAttempt>());
    }

    [Fact]
    public async Task CrashBetweenTicketAndRecord_OpensOneTicket()
    {
        await CrashAfterTheTicketAsync();

        Outside.Tickets.Count.ShouldBe(1);
        (await ListAsync()).ShouldHaveSingleItem().Ticket!.Key.ShouldBe("KAN-1");
        (await TurnsAsync()).ShouldHaveSingleItem().Reply.ShouldNotBeNull();
    }

    [Fact]
    public async Task Control_WithTicketsNamedByTheAttempt_OpensTwo()
    {
        _defended = false;
        await RestartAsync();

        await CrashAfterTheTicketAsync();

        Outside.Tickets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Command_ThatComesTwiceAndLate_BeginsOneTurn()
    {
        await CallAsync(40, 20);
        var episode = (await ListAsync()).ShouldHaveSingleItem().Id;

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Grid.Conversation(Id).InterveneAsync(Grid.Itself, episode, 1)));
        await SettleAsync();
        await Grid.Conversation(Id).InterveneAsync(Grid.Itself, episode, 1);
        await RestartAsync();
        await Grid.Conversation(Id).InterveneAsync(Grid.Itself, episode, 1);
        await SettleAsync();

        (await TurnsAsync()).ShouldHaveSingleItem();
        Outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldBeEmpty();
        (await ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Batches_OneAfterTheOther_OpenOneEpisode()
    {
        await CallAsync(9, 5);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(3, 1)));
        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem();
        Outside.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task OpeningCommit_ThatFails_ConfirmsTheCallsAndOpensOnceAtTheNextWake()
    {
        _faults.Fails = write => write.StateName == "customer" && write.Journal.Interventions.Length > 0;
        await CallAsync(40, 20);
        (await ListAsync()).ShouldBeEmpty();

        _faults.Fails = null;
        await Grid.SweepAsync();
        await SettleAsync();

        (await ListAsync()).ShouldHaveSingleItem();
        (await Grid.Customer(Id).GetAsync(Grid.Admin)).Value!.TotalApiCalls.ShouldBe(40);
    }

    /// <summary>The ticket is there, and nothing of the episode can be stored until the process died.</summary>
    private async Task CrashAfterTheTicketAsync()
    {
        var ticketed = false;
        _faults.Fails = write => ticketed |= write.StateName == "customer" && write.Ledger.Any(e => e.Kind == "intervention_acted");
        await CallAsync(40, 20);
        await Grid.RelayAsync();
        using var patience = new CancellationTokenSource(GridRun.Patience, TimeProvider.System);
        while (!ticketed)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await RestartAsync();
        _faults.Fails = null;
        Time.Leap(TimeSpan.FromMinutes(2));
        await Grid.Startup.RecoverAsync(CancellationToken.None);
        await SettleAsync();
    }

    /// <summary>The defence off: the wish for a ticket is named by the attempt, not by the episode.</summary>
    private sealed class NamesTicketsByAttempt : IPlaybook
    {
        private readonly InterventionPlaybook _inner = new(new GridOptions());

        public bool Handles(string intent) => intent == Intents.Intervene;

        public Move Next(Facts facts) => _inner.Next(facts) is Move.Act { Tool: Tools.CreateTicket } act
            ? act with { OperationId = $"{act.OperationId}:{facts.Work.Epoch}" }
            : _inner.Next(facts);

        public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => _inner.Write(facts, steps);
    }
}
