using Aegis.Actions;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Fixtures;
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

    private async Task<GridRun> StartAsync()
    {
        var grid = await GridRun.StartAsync(_directory.Path, _outside);
        await grid.NewCustomerAsync("acme");
        return grid;
    }

    private static async Task RateAsync(GridRun grid, string turnId, string rating, string? comment = null) =>
        (await grid.Conversation("acme").RateAsync(grid.Self("acme"), new(turnId, rating, comment))).Refusal.ShouldBeNull();

    private static async Task<ImmutableArray<Turn>> TurnsAsync(GridRun grid) => (await grid.Conversation("acme").GetConversationAsync(grid.Admin)).Value!.Turns;

    private static async Task<Turn> LastAsync(GridRun grid) => await grid.EndOfAsync("acme", (await TurnsAsync(grid))[^1].Id);
}
