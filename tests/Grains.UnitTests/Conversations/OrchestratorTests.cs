using Aegis.Actions;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Agents;
using Aegis.Grains.Conversations;
using Aegis.Grains.UnitTests.Support;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class OrchestratorTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private readonly ShiftedTime _time = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync()
    {
        _grid = await GridRun.StartAsync(_directory.Path, _outside, _time);
        await _grid.NewCustomerAsync("acme");
    }

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Send_SameOperation_IsOneTurn()
    {
        var first = await _grid.SendAsync("acme", "get me started", "m1");
        var second = await _grid.SendAsync("acme", "get me started", "m1");

        second.ShouldBe(first);
        (await ConversationAsync()).Turns.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Send_NoSuchCustomer_IsNotFoundAndStoresNothing()
    {
        var sent = await _grid.Conversation("nobody").SendAsync(_grid.Admin, "hello", "m1");

        sent.Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _grid.Conversation("nobody").GetConversationAsync(_grid.Admin)).Value!.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("other", Role.Customer, RefusalKind.NotFound)]
    [InlineData("vic", Role.Viewer, RefusalKind.Forbidden)]
    public async Task Send_ActorWithoutTheRight_IsRefused_Invariant4(string actor, Role role, RefusalKind kind) =>
        (await _grid.Conversation("acme").SendAsync(_grid.Sign(actor, role), "hello", "m1")).Refusal!.Kind.ShouldBe(kind);

    [Fact]
    public async Task Send_ForgedActor_IsForbidden_Invariant4()
    {
        var forged = _grid.Self("other") with { Id = "acme" };

        (await _grid.Conversation("acme").SendAsync(forged, "hello", "m1")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Send_TwentyWait_TheNextIsTooMany()
    {
        var gate = HoldBilling();
        await _grid.SendAsync("acme", "get me started", "running");
        await gate.Reached;
        for (var i = 0; i < TurnQueue.WaitingLimit; i++)
            await _grid.SendAsync("acme", $"status {i}", $"m{i}");

        var refused = await _grid.Conversation("acme").SendAsync(_grid.Self("acme"), "status", "one too many");

        refused.Refusal!.Kind.ShouldBe(RefusalKind.TooMany);
        gate.Open();
        (await _grid.EndOfAsync("acme", (await ConversationAsync()).Turns[^1].Id)).Status.ShouldBe(TurnStatus.Answered);
    }

    [Fact]
    public async Task Send_Burst_IsAnsweredInOrder()
    {
        var sent = new List<string>();
        foreach (var text in new[] { "get me started", "what is my status?", "show my key", "code for C#" })
            sent.Add(await _grid.SendAsync("acme", text, text));
        await _grid.EndOfAsync("acme", sent[^1]);

        var turns = (await ConversationAsync()).Turns;

        turns.Select(t => t.Id).ShouldBe(sent);
        turns.Select(t => t.AnsweredAt).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("I demand a refund for my last invoice", "hand_over")]
    [InlineData("asdf qwerty", "unsure")]
    [InlineData("who won the match yesterday", "out_of_scope")]
    public async Task Send_NothingForAnAgent_IsAnsweredTruthfullyAndChangesNothing(string text, string intent)
    {
        var turn = await _grid.AskAsync("acme", text, "m1");

        turn.Intent.ShouldBe(intent);
        turn.Reply!.Text.ShouldContain("changed nothing");
        turn.Reply.Actions.ShouldBeEmpty();
        (await _grid.Customer("acme").ListActionsAsync(_grid.Admin)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_TurnRuns_GivesStepsAsTheyCome()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;

        var running = await WatchAsync(turnId, 3);
        running.Status.ShouldBe(TurnStatus.Running);
        running.Steps[0].Name.ShouldBe(Tools.GetCustomerProfile);
        running.Reply.ShouldBeNull();
        var waiting = WatchAsync(turnId, 4);
        waiting.IsCompleted.ShouldBeFalse();

        gate.Open();
        (await waiting).Steps[0].Name.ShouldBe(Tools.CreateTrialSubscription);
    }

    [Fact]
    public async Task Watch_ManyWaitWhileTheTurnRuns_NoneHoldsItUp()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;
        var watchers = Enumerable.Range(0, 50).Select(_ => WatchAsync(turnId, 4)).ToList();

        gate.Open();

        (await Task.WhenAll(watchers)).ShouldAllBe(p => p.Steps.Length > 0);
    }

    [Fact]
    public async Task TakeOver_WhileATurnRuns_StopsItAtTheNextStep()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;

        (await _grid.Conversation("acme").TakeOverAsync(_grid.Admin, true)).Refusal.ShouldBeNull();
        gate.Open();
        var turn = await _grid.EndOfAsync("acme", turnId);

        turn.Reply!.Text.ShouldContain("A person has taken over");
        turn.Reply.Actions.Select(a => a.Name).ShouldBe([Tools.CreateTrialSubscription]);
        _outside.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeOver_MessagesWaitUntilHandedBack()
    {
        await _grid.Conversation("acme").TakeOverAsync(_grid.Admin, true);
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        var taken = await ConversationAsync();
        taken.TakenOver.ShouldBeTrue();
        taken.Turns.ShouldHaveSingleItem().Status.ShouldBe(TurnStatus.Queued);

        await _grid.Conversation("acme").TakeOverAsync(_grid.Admin, false);

        (await _grid.EndOfAsync("acme", turnId)).Status.ShouldBe(TurnStatus.Answered);
    }

    [Fact]
    public async Task TakeOver_ByTheCustomer_IsForbidden_Invariant4() =>
        (await _grid.Conversation("acme").TakeOverAsync(_grid.Self("acme"), true)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

    [Fact]
    public async Task Report_StaleEpoch_TellsTheWorkerToStop()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;

        var step = new TurnStep(StepType.Tool, "late", "", _time.GetUtcNow(), 0);

        (await _grid.Conversation("acme").ReportAsync(_grid.Itself, turnId, 99, step)).ShouldBeFalse();
        (await _grid.Conversation("acme").ReportAsync(_grid.Itself, turnId, 1, step)).ShouldBeTrue();
        gate.Open();
    }

    [Fact]
    public async Task Finish_StaleEpoch_ChangesNothing()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;

        await _grid.Conversation("acme").FinishTurnAsync(_grid.Itself, turnId, 99, new(turnId, "onboarding", "late", new([], [], []), [], []), lost: false);

        (await ConversationAsync()).Turns[0].Status.ShouldBe(TurnStatus.Running);
        gate.Open();
    }

    [Fact]
    public async Task LeaseExpired_SweepDrivesTheTurnAgainUnderAHigherEpoch()
    {
        var gate = HoldBilling();
        var turnId = await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;
        _time.Leap(TimeSpan.FromMinutes(10));
        _outside.Billing = null;

        await _grid.SweepAsync();

        (await _grid.Conversation("acme").ReportAsync(_grid.Itself, turnId, 1, new(StepType.Tool, "late", "", _time.GetUtcNow(), 0))).ShouldBeFalse();
        var turn = await _grid.EndOfAsync("acme", turnId);
        turn.Status.ShouldBe(TurnStatus.Answered);
        _outside.Trials.ShouldBe(1);
        gate.Open();
    }

    [Fact]
    public async Task WorkerFailsEveryTime_TheTurnIsAnsweredTruthfully()
    {
        using var directory = new TemporaryDirectory();
        var brain = new FailingBrain();
        await using var grid = await GridRun.StartAsync(directory.Path, configure: services => services.AddSingleton<IBrain>(brain));
        grid.Options.RetryPause = TimeSpan.FromMilliseconds(1);
        await grid.NewCustomerAsync("acme");

        var turn = await grid.AskAsync("acme", "get me started", "m1");

        turn.Status.ShouldBe(TurnStatus.Failed);
        turn.Reply!.Text.ShouldContain("could not finish this");
        brain.Calls.ShouldBe(TurnQueue.MaxAttempts);
    }

    [Fact]
    public async Task ResumeWorkflow_CustomerErased_IsLetGo()
    {
        await _grid.AskAsync("acme", "get me started", "m1");
        await _grid.Conversation("acme").EraseAsync(_grid.Admin);

        await _grid.Conversation("acme").ResumeWorkflowAsync(_grid.Itself, "wf_1", 1);

        (await ConversationAsync()).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task ResumeWorkflow_SameAttemptTwice_IsOneTurn()
    {
        var gate = HoldBilling();
        await _grid.SendAsync("acme", "get me started", "m1");
        await gate.Reached;

        await _grid.Conversation("acme").ResumeWorkflowAsync(_grid.Itself, "wf_1", 1);
        await _grid.Conversation("acme").ResumeWorkflowAsync(_grid.Itself, "wf_1", 1);

        (await ConversationAsync()).Turns.Length.ShouldBe(2);
        gate.Open();
    }

    [Fact]
    public async Task Rate_Reply_IsKept()
    {
        var turn = await _grid.AskAsync("acme", "what is my status?", "m1");

        (await _grid.Conversation("acme").RateAsync(_grid.Self("acme"), new(turn.Id, "down", "not helpful"))).Refusal.ShouldBeNull();

        (await _grid.Conversation("acme").GetTurnAsync(_grid.Self("acme"), turn.Id)).Value!.Rating.ShouldBe("down");
    }

    [Fact]
    public async Task Rate_UnknownRating_NamesTheField_Invariant12() =>
        (await _grid.Conversation("acme").RateAsync(_grid.Self("acme"), new("turn_1", "meh", null))).Refusal!.Field.ShouldBe("rating");

    [Fact]
    public async Task Erase_Conversation_IsGoneAndTheCustomerToo()
    {
        await _grid.AskAsync("acme", "get me started", "m1");

        (await _grid.Conversation("acme").EraseAsync(_grid.Admin)).Refusal.ShouldBeNull();

        (await ConversationAsync()).Turns.ShouldBeEmpty();
        (await _grid.Conversation("acme").SendAsync(_grid.Admin, "hello", "m2")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Erase_ByAViewer_ErasesNothing_Invariant4()
    {
        await _grid.AskAsync("acme", "what is my status?", "m1");

        (await _grid.Conversation("acme").EraseAsync(_grid.Sign("vic", Role.Viewer))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await ConversationAsync()).Turns.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Conversation_Stored_IsNowhereInTheClear_Invariant8()
    {
        await _grid.AskAsync("acme", "canary-words: get me started", "m1");

        var record = (await _grid.Database.ReadAsync([new RecordRead("orchestrator", "default/acme", "conversation", null)], CancellationToken.None))[0]!;

        record.Json.ShouldBeNull();
        System.Text.Encoding.UTF8.GetString(record.Sealed!).ShouldNotContain("canary");
    }

    [Fact]
    public async Task IdleConversation_IsDueNoMore_Invariant11()
    {
        await _grid.AskAsync("acme", "turtles all the way down", "m1");

        var due = await _grid.Database.ReadDueAsync(Shards.Of("default/acme"), _time.GetUtcNow().AddYears(1), 10, CancellationToken.None);

        due.ShouldNotContain(row => row.GrainType == "orchestrator");
    }

    private sealed class FailingBrain : IBrain
    {
        public int Calls { get; private set; }

        public Task<Thought> ThinkAsync(ToolBox tools, Facts facts, CancellationToken cancellationToken)
        {
            Calls++;
            throw new InvalidOperationException("The brain is out of order.");
        }
    }

    private Gate HoldBilling()
    {
        var gate = new Gate();
        _outside.Billing = gate.PassAsync;
        return gate;
    }

    private async Task<Conversation> ConversationAsync() => (await _grid.Conversation("acme").GetConversationAsync(_grid.Admin)).Value!;

    private async Task<TurnProgress> WatchAsync(string turnId, int seen) =>
        (await _grid.Conversation("acme").WatchAsync(_grid.Self("acme"), turnId, seen, CancellationToken.None)).Value!;
}
