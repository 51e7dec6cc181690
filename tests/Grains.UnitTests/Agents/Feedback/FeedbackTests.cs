using Aegis.Actions;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Feedback;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Agents.Feedback;

public sealed class FeedbackTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();

    [Fact]
    public async Task ThumbDown_BringsTheTurnToATicketAndAsksWhy()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");

        await RateAsync(grid, asked.Id, "down");

        var own = await LastAsync(grid);
        own.Message.ShouldBeNull();
        own.Reply!.Agent.ShouldBe("feedback");
        own.Reply.Text.ShouldContain("KAN-1");
        own.Reply.Text.ShouldContain("wrong · incomplete · slow · not what I asked · other");
        var ticket = _outside.Tickets.All.ShouldHaveSingleItem();
        ticket.CustomerReference.ShouldBe("default/acme");
        ticket.Description.ShouldContain("What is the rate limit?");
        ticket.Description.ShouldContain("A site takes 100 calls a minute");
        ticket.Description.ShouldContain(Tools.QueryDocs);
        (await TurnsAsync(grid))[0].Rating.ShouldBe("down");
    }

    [Fact]
    public async Task ThumbDown_SaidAgain_IsOneTicketAndOneTurn_Invariant6()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");

        await RateAsync(grid, asked.Id, "down");
        await RateAsync(grid, asked.Id, "down");
        await RateAsync(grid, asked.Id, "up");
        await RateAsync(grid, asked.Id, "down");

        await LastAsync(grid);
        _outside.Tickets.Count.ShouldBe(1);
        (await TurnsAsync(grid)).Length.ShouldBe(2);
        // The control: another turn's thumb-down is another ticket.
        var other = await grid.AskAsync("acme", "How long is the trial?", "m2");
        await RateAsync(grid, other.Id, "down");
        await LastAsync(grid);
        _outside.Tickets.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("incomplete")]
    [InlineData("It was wrong, the limit is another one")]
    [InlineData("not what I asked")]
    public async Task Reason_SaidAfterAThumbDown_BecomesACommentOnItsTicket(string reason)
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");
        await RateAsync(grid, asked.Id, "down");
        await LastAsync(grid);

        var answer = await grid.AskAsync("acme", reason, "m2");

        answer.Reply!.Agent.ShouldBe("feedback");
        answer.Reply.Actions.ShouldHaveSingleItem().Name.ShouldBe(Tools.CommentOnTicket);
        _outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain(reason);
    }

    [Fact]
    public async Task ThumbDown_OnATurnAboutATicket_CommentsThere()
    {
        await using var grid = await StartAsync();
        _outside.Tickets.Add("KAN-7", new("default/acme", "Calls fail", "401", "High", []));
        var asked = await grid.AskAsync("acme", "what is the status of KAN-7?", "m1");

        await RateAsync(grid, asked.Id, "down", "nobody answers");

        var own = await LastAsync(grid);
        own.Reply!.Actions.ShouldHaveSingleItem().Name.ShouldBe(Tools.CommentOnTicket);
        _outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("nobody answers");
    }

    [Fact]
    public async Task ThumbDown_OnATurnThatOpenedATicket_CommentsThere_Invariant6()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "open a ticket: the invoice page shows last month", "m1");

        await RateAsync(grid, asked.Id, "down", "too slow");

        await LastAsync(grid);
        _outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("too slow");
    }

    [Fact]
    public async Task ThumbDown_Twice_AsksWhyOnce()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");
        await RateAsync(grid, asked.Id, "down");
        var first = await LastAsync(grid);

        var second = await grid.AskAsync("acme", "this answer is useless", "m2");

        first.Reply!.Text.ShouldContain("What was wrong?");
        second.Reply!.Agent.ShouldBe("feedback");
        second.Reply.Text.ShouldNotContain("What was wrong?");
        _outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("useless");
    }

    [Fact]
    public async Task ThumbDown_TicketSystemDown_IsBroughtThereLaterAndHoldsUpNobody()
    {
        var time = new ShiftedTime();
        await using var grid = await StartAsync(time);
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");
        _outside.Ticketing = Providers.Down;
        await RateAsync(grid, asked.Id, "down");
        await PutOffAsync(grid);

        // Said meanwhile: answered at once, and added to the ticket when it is there.
        var reason = await grid.AskAsync("acme", "incomplete", "m2");
        _outside.Ticketing = null;
        time.Leap(TimeSpan.FromMinutes(1));
        await grid.SweepAsync();
        var own = await EndOfRatedAsync(grid);

        reason.Reply!.Actions.ShouldBeEmpty();
        reason.Reply.Text.ShouldContain("as soon as");
        own.Reply!.Text.ShouldContain("KAN-1");
        _outside.Tickets.All.ShouldHaveSingleItem().Comments.ShouldHaveSingleItem().Text.ShouldContain("incomplete");
    }

    [Fact]
    public async Task Complaint_TicketSystemDown_IsBroughtThereLater()
    {
        var time = new ShiftedTime();
        await using var grid = await StartAsync(time);
        await grid.AskAsync("acme", "What is the rate limit?", "m1");
        _outside.Ticketing = Providers.Down;

        var answer = await grid.AskAsync("acme", "this answer is useless", "m2");
        _outside.Ticketing = null;
        time.Leap(TimeSpan.FromMinutes(1));
        await grid.SweepAsync();
        await EndOfRatedAsync(grid);

        answer.Reply!.Text.ShouldContain("as soon as");
        _outside.Tickets.All.ShouldHaveSingleItem().Description.ShouldContain("this answer is useless");
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Complaint_DrivenAgainAfterItsTicketWasOpened_AddsNoComment_Invariant6(bool openedByThisTurn, int comments)
    {
        var begun = DateTimeOffset.UnixEpoch.AddDays(1);
        var about = new TurnAbout("t1", "What is the rate limit?", "ask_docs", "100", [], "down", null, Since: openedByThisTurn ? begun : begun.AddMinutes(1));
        var work = new TurnWork("default/acme", "t2", 2, new("acme", Role.Customer, "default", ""), "this is useless", new("feedback", "feedback", null, ""), null, About: about);
        var ticket = OperationRules.ActionId(GrainKey.Parse("default/acme"), "feedback:t1");
        var facts = Facts.Of(work) with
        {
            Profile = new("acme", "Acme", "dev@acme.example", Tier.Trial, Stage.New, [], 0, 0, UsageTrend.Stable, null, new(HealthStatus.New, 0, []), 1),
            History = [new(ticket, "acme", Tools.CreateTicket, ActionStatus.Done, "", ActionArguments.None.Add("ticket", "KAN-1"), begun.AddSeconds(1), begun.AddSeconds(2))],
        };

        var move = FeedbackPlaybook.Next(facts);

        (move is Move.Act { Tool: Tools.CommentOnTicket } ? 1 : 0).ShouldBe(comments);
    }

    [Fact]
    public async Task ThumbDown_WithWords_IsKeptWithTheTurn()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");

        await RateAsync(grid, asked.Id, "down", "incomplete");
        await LastAsync(grid);

        var rated = (await TurnsAsync(grid))[0];
        rated.Rating.ShouldBe("down");
        rated.Comment.ShouldBe("incomplete");
        rated.RatedBy.ShouldBe("customer:acme");
        rated.RatedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task ThumbUp_IsRecordedAndNothingElse()
    {
        await using var grid = await StartAsync();
        var asked = await grid.AskAsync("acme", "What is the rate limit?", "m1");

        await RateAsync(grid, asked.Id, "up", "thanks");

        var turn = (await TurnsAsync(grid)).ShouldHaveSingleItem();
        turn.Rating.ShouldBe("up");
        _outside.Tickets.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Complaint_InWords_OpensATicketForTheTurnBefore()
    {
        await using var grid = await StartAsync();
        await grid.AskAsync("acme", "What is the rate limit?", "m1");

        var answer = await grid.AskAsync("acme", "this answer is useless", "m2");

        answer.Reply!.Agent.ShouldBe("feedback");
        _outside.Tickets.All.ShouldHaveSingleItem().Description.ShouldContain("What is the rate limit?");
    }

    [Fact]
    public async Task ThumbDown_CommitCutShort_IsFinishedByTheNextRun_Invariant1()
    {
        string turnId;
        await using (var first = await StartAsync())
        {
            turnId = (await first.AskAsync("acme", "What is the rate limit?", "m1")).Id;
            await RateAsync(first, turnId, "down");
        }

        await using var second = await GridRun.StartAsync(_directory.Path, _outside);
        await second.Startup.RecoverAsync(CancellationToken.None);

        await LastAsync(second);
        _outside.Tickets.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("great answer, thank you so much!", true, false)]
    [InlineData("super Antwort, danke!", true, false)]
    [InlineData("réponse parfaite, merci beaucoup", true, false)]
    [InlineData("not helpful", false, true)]
    [InlineData("thanks for nothing, that was wrong", false, true)]
    [InlineData("eso no me ayudó", false, true)]
    [InlineData("I want to leave feedback", false, false)]
    public void Words_OfFeedback_AreWeighed(string text, bool praise, bool complaint)
    {
        FeedbackWords.IsPraise(text).ShouldBe(praise);
        FeedbackWords.IsComplaint(text).ShouldBe(complaint);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task PutOffAsync(GridRun grid)
    {
        using var patience = new CancellationTokenSource(GridRun.Patience);
        while ((await TurnsAsync(grid))[^1] is not { Message: null, Status: TurnStatus.Queued })
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<Turn> EndOfRatedAsync(GridRun grid) => await grid.EndOfAsync("acme", (await TurnsAsync(grid)).Single(t => t.Intent == "rated").Id);

    private async Task<GridRun> StartAsync(TimeProvider? time = null)
    {
        var grid = await GridRun.StartAsync(_directory.Path, _outside, time);
        await grid.NewCustomerAsync("acme");
        return grid;
    }

    private static async Task RateAsync(GridRun grid, string turnId, string rating, string? comment = null) =>
        (await grid.Conversation("acme").RateAsync(grid.Self("acme"), new(turnId, rating, comment))).Refusal.ShouldBeNull();

    private static async Task<ImmutableArray<Turn>> TurnsAsync(GridRun grid) => (await grid.Conversation("acme").GetConversationAsync(grid.Admin)).Value!.Turns;

    private static async Task<Turn> LastAsync(GridRun grid) => await grid.EndOfAsync("acme", (await TurnsAsync(grid))[^1].Id);
}
