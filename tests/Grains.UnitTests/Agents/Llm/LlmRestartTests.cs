using Aegis.Actions;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Agents.Llm;

public sealed class LlmRestartTests
{
    private static readonly ScriptedCall Ticket = new(Tools.CreateTicket, """{"summary":"Webhooks","description":"They do not arrive."}""");

    [Theory]
    [InlineData(LlmProvider.OpenAI)]
    [InlineData(LlmProvider.Anthropic)]
    public async Task Turn_KilledBetweenTwoAnswers_GoesOnWhereItStoodAndActsOnce_Invariant3(LlmProvider provider)
    {
        var hangs = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var grid = await ModelGrid.StartAsync(provider, request =>
        {
            if (request.Step == 1)
                return new("", Ticket);
            asked.TrySetResult();
            return new("never") { Until = hangs.Task };
        });
        var turnId = await grid.Grid.SendAsync("acme", "open a ticket: webhooks do not arrive", "m1");
        await asked.Task.WaitAsync(GridRun.Patience);
        grid.Outside.Tickets.Count.ShouldBe(1);

        // Now the model would word its ticket otherwise, if it were asked again.
        await grid.CrashAsync(request => request.Step == 1 ? new("", Ticket with { Arguments = """{"summary":"Other","description":"Words"}""" }) : new("The ticket is open."));
        await grid.Grid.SweepAsync();

        var turn = await grid.Grid.EndOfAsync("acme", turnId);
        turn.Reply!.Text.ShouldStartWith("The ticket is open.");
        turn.Reply.Actions.ShouldHaveSingleItem().Name.ShouldBe(Tools.CreateTicket);
        grid.Outside.Tickets.Count.ShouldBe(1);
        grid.Server.Requests.ShouldHaveSingleItem().Step.ShouldBe(2);
    }

    [Fact]
    public async Task Turn_KilledAndTheModelGone_ThePlaybookFinishesWithWhatWasDone_Invariant3()
    {
        var asked = new TaskCompletionSource();
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, request =>
        {
            if (request.Step == 1)
                return ModelAnswer.Call(Tools.CreateTrialSubscription);
            asked.TrySetResult();
            return new("never") { Until = new TaskCompletionSource().Task };
        });
        var turnId = await grid.Grid.SendAsync("acme", "get me started", "m1");
        await asked.Task.WaitAsync(GridRun.Patience);

        await grid.CrashAsync(_ => ModelAnswer.Failing(500));
        await grid.Grid.SweepAsync();

        var turn = await grid.Grid.EndOfAsync("acme", turnId);
        turn.Reply!.Text.ShouldStartWith("You are set up.");
        grid.Outside.Trials.ShouldBe(1);
        grid.Outside.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Turn_CapsReached_HoldAfterARestart()
    {
        var asked = new TaskCompletionSource();
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, request =>
        {
            if (request.Step < 3)
                return ModelAnswer.Call(Tools.GetCustomerHealth);
            asked.TrySetResult();
            return new("never") { Until = new TaskCompletionSource().Task };
        }, o => o.MaxSteps = 4);
        var turnId = await grid.Grid.SendAsync("acme", "what is my status?", "m1");
        await asked.Task.WaitAsync(GridRun.Patience);

        await grid.CrashAsync(_ => ModelAnswer.Call(Tools.GetCustomerHealth));
        await grid.Grid.SweepAsync();

        LlmTurnTests.TakenOver(await grid.Grid.EndOfAsync("acme", turnId)).ShouldContain("limit of 4 answers");
        grid.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Day_BudgetSpent_HoldsAfterARestartAndThePlaybookAnswers()
    {
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, _ => new("As it is.") { InputTokens = 9_000, OutputTokens = 900 }, o => (o.DayTokens, o.MaxOutput) = (12_000, 100));
        (await grid.AskAsync("what is my status?")).Reply!.Text.ShouldStartWith("As it is.");

        await grid.CrashAsync();
        var turn = await grid.AskAsync("what is my status now?", "m2");

        LlmTurnTests.TakenOver(turn).ShouldContain("budget");
        grid.Server.Requests.Count.ShouldBe(1);
        var spent = (await grid.Grid.Grains.GetGrain<IModelBudgetGrain>(GridRun.Workspace).GetAsync(grid.Grid.Admin)).Value!;
        spent.Tokens.ShouldBe(9_900);
        spent.MostTokens.ShouldBe(12_000);
    }

    [Fact]
    public async Task Day_CallCutShort_CountsAsSpent()
    {
        var asked = new TaskCompletionSource();
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, _ =>
        {
            asked.TrySetResult();
            return new("never") { Until = new TaskCompletionSource().Task };
        });
        await grid.Grid.SendAsync("acme", "what is my status?", "m1");
        await asked.Task.WaitAsync(GridRun.Patience);

        await grid.CrashAsync();

        (await grid.Grid.Grains.GetGrain<IModelBudgetGrain>(GridRun.Workspace).GetAsync(grid.Grid.Admin)).Value!.Tokens.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_NoModelAnyMore_GivesTheSameReply(bool downInTheMiddle)
    {
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, asked =>
            asked.Step == 1 ? new("", new("diagnose_401_error"), new("nonsense"), new(Tools.GetCustomerHealth))
            : asked.Step == 2 ? new("", Ticket)
            : downInTheMiddle ? ModelAnswer.Failing(500)
            : new("Nothing fails. See https://evil.example/x and KAN-1."));
        var turn = await grid.AskAsync("my calls fail with 401");
        await grid.CrashAsync();
        await grid.Server.DisposeAsync();

        var replay = (await grid.Grid.Conversation("acme").ReplayAsync(grid.Grid.Admin, turn.Id)).Value!;

        replay.Difference.ShouldBeNull();
        replay.Same.ShouldBeTrue();
        replay.Reply.Text.ShouldBe(turn.Reply!.Text);
        replay.Reply.Text.ShouldNotContain("evil.example");
        var record = await grid.RecordAsync(turn.Id);
        record.Messages[0].Role.ShouldBe("system");
        record.Messages.Where(m => m.Role == "assistant").ShouldAllBe(m => m.InputTokens == 100);
        (record.TakenOver is not null).ShouldBe(downInTheMiddle);
    }

    [Fact]
    public async Task Record_ByOthersThanAdmins_IsNotShown_Invariant4()
    {
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, _ => new("As it is."));
        var turn = await grid.AskAsync("what is my status?");

        foreach (var role in new[] { Role.Customer, Role.Viewer, Role.Agent, Role.Approver })
            (await grid.Grid.Conversation("acme").GetRecordAsync(grid.Grid.Sign("acme", role), turn.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Record_CustomerErased_IsGone()
    {
        await using var grid = await ModelGrid.StartAsync(LlmProvider.OpenAI, _ => new("As it is."));
        var turn = await grid.AskAsync("what is my status?");

        await grid.Grid.Conversation("acme").EraseAsync(grid.Grid.Admin);

        (await grid.Grid.Grains.GetGrain<ITurnRecordGrain>("default/acme/1").GetAsync(grid.Grid.Admin, turn.Id)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }
}
