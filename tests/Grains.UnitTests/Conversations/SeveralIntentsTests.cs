using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Routing;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class SeveralIntentsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync()
    {
        _grid = await GridRun.StartAsync(_directory.Path, _outside);
        await _grid.NewCustomerAsync("acme");
    }

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Send_TwoIntents_AreAnsweredByBothAgentsInOneReply()
    {
        var turn = await _grid.AskAsync("acme", "What is my status? And how do webhooks work?", "m1");

        turn.Reply!.Agent.ShouldBe(Router.OnboardingAgent);
        AgentsOf(turn).ShouldBe([Router.OnboardingAgent, Router.ResolutionAgent]);
        turn.Reply.Text.Split("## Next Steps").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Send_DisputeBesideAQuestion_GoesToAPersonAndTheQuestionIsAnswered()
    {
        var turn = await _grid.AskAsync("acme", "I was charged twice, refund me. How do webhooks work?", "m1");

        turn.Intent.ShouldBe(Intents.HandOver);
        turn.Reply!.Agent.ShouldBe(Router.Orchestrator);
        turn.Reply.Text.ShouldStartWith("This is for a person to decide");
        AgentsOf(turn).ShouldBe([Router.ResolutionAgent]);
        turn.Reply.Actions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_DisputeBesideAWishToLeave_RunsNoAgent()
    {
        var turn = await _grid.AskAsync("acme", "I was charged twice. Cancel my subscription and give me a discount.", "m1");

        turn.Intent.ShouldBe(Intents.HandOver);
        AgentsOf(turn).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeOver_BetweenTwoAgents_StopsBeforeTheSecond()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "Get me started. How do webhooks work?", "m1");
        await gate.Reached;

        await _grid.Conversation("acme").TakeOverAsync(_grid.Admin, true);
        gate.Open();

        AgentsOf(await _grid.EndOfAsync("acme", turnId)).ShouldBe([Router.OnboardingAgent]);
    }

    [Fact]
    public async Task Send_MessageInPiecesWhileATurnRuns_IsAnsweredOnceForThemAll()
    {
        var gate = HoldBilling();
        await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;
        var pieces = new List<string>();
        foreach (var text in new[] { "hi again", "what is my status?", "for the sandbox" })
            pieces.Add(await _grid.SendAsync("acme", text, text));

        gate.Open();
        var ends = new List<Turn>();
        foreach (var piece in pieces)
            ends.Add(await _grid.EndOfAsync("acme", piece));

        ends.ShouldAllBe(t => t.Status == TurnStatus.Answered && t.Reply!.TurnId == t.Id);
        ends.Select(t => t.AnsweredWith).ShouldBe([null, pieces[0], pieces[0]]);
        ends.Select(t => t.Reply!.Text).Distinct().Count().ShouldBe(1);
        ends[0].Intent.ShouldBe(Intents.Status);
    }

    [Fact]
    public async Task CrashWithAMessageInPieces_NextRunAnswersEveryPieceOnce_Invariant1()
    {
        var gate = HoldBilling();
        var sent = new List<string> { await _grid.SendAsync("acme", "hi", "m0") };
        sent.Add(await _grid.SendAsync("acme", "get me started", "m1"));
        await gate.Reached;
        foreach (var text in new[] { "hello??", "what is my status?", "and my key" })
            sent.Add(await _grid.SendAsync("acme", text, text));

        await _grid.DisposeAsync();
        _outside.Billing = null;
        _grid = await GridRun.StartAsync(_directory.Path, _outside);
        await _grid.Startup.RecoverAsync(CancellationToken.None);

        foreach (var turnId in sent)
            (await _grid.EndOfAsync("acme", turnId)).Status.ShouldBe(TurnStatus.Answered);
        var turns = (await _grid.Conversation("acme").GetConversationAsync(_grid.Admin)).Value!.Turns.Where(t => t.Message is not null).ToList();
        turns.Select(t => t.Id).ShouldBe(sent);
        turns.Select(t => t.AnsweredAt).ShouldBeInOrder();
        turns.Select(t => t.AnsweredWith).ShouldBe([null, null, null, sent[2], sent[2]]);
        _outside.Trials.ShouldBe(1);
    }

    [Fact]
    public async Task Send_FollowUp_IsReadByTheTurnBefore()
    {
        await _grid.AskAsync("acme", "show me code for C#", "m1");

        (await _grid.AskAsync("acme", "and with curl?", "m2")).Intent.ShouldBe(Intents.Integrate);
    }

    [Fact]
    public async Task Send_FollowUpOfAQuestion_IsLookedUpWithWhatWasAskedBefore()
    {
        await _grid.AskAsync("acme", "What is the rate limit, how many calls per minute?", "m1");

        var turn = await _grid.AskAsync("acme", "and for live keys?", "m2");
        var chained = await _grid.AskAsync("acme", "and in the sandbox?", "m3");
        // The control: a question that stands by itself is looked up by itself.
        var other = await _grid.AskAsync("acme", "How do webhooks work?", "m4");

        Query(turn).ShouldContain("rate limit");
        Query(chained).ShouldContain("rate limit");
        Query(other).ShouldNotContain("rate");
    }

    private static string Query(Turn turn) => turn.Reply!.Steps.Single(s => s.Name == Aegis.Actions.Tools.QueryDocs).Details.Split("\":")[0];

    private Gate HoldBilling()
    {
        var gate = new Gate();
        _outside.Billing = gate.PassAsync;
        return gate;
    }

    private static IEnumerable<string> AgentsOf(Turn turn) => turn.Reply!.Steps.Where(s => s.Type == StepType.Agent).Select(s => s.Name);
}
