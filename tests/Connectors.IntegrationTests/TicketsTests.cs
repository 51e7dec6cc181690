using Aegis.Connectors.Tickets;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessTicketsTests() : TicketsTests(Form.InProcess);

public sealed class HttpTicketsTests() : TicketsTests(Form.Http);

public abstract class TicketsTests(Form form) : RigTests(form)
{
    [Fact]
    public async Task Create_OneAfterTheOther_NumbersIssuesFromOne()
    {
        var first = await Rig.Tickets.CreateAsync(Problem, "op-1", None);
        var second = await Rig.Tickets.CreateAsync(Problem, "op-2", None);

        first.Id.ShouldBe("KAN-1");
        first.Facts["url"].ShouldEndWith("/browse/KAN-1");
        first.Facts["status"].ShouldBe("To Do");
        second.Id.ShouldBe("KAN-2");
    }

    [Fact]
    public async Task Get_SaysWhomTheTicketIsFor()
    {
        var made = await Rig.Tickets.CreateAsync(Problem, "op-1", None);

        (await Rig.Tickets.GetAsync(made.Id, None)).ShouldNotBeNull().CustomerReference.ShouldBe(Problem.CustomerReference);
    }

    [Fact]
    public async Task Create_HundredAtOnce_NumbersIssuesWithoutGap()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Rig.Tickets.CreateAsync(Problem, $"op-{i}", None)));

        receipts.Select(receipt => receipt.Id).ShouldBe(Enumerable.Range(1, 100).Select(i => $"KAN-{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Create_HundredTimesAtOnceWithOneKey_HasOneEffect()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Rig.Tickets.CreateAsync(Problem, "op-1", None)));

        receipts.ShouldAllBe(receipt => receipt.Id == "KAN-1");
        receipts.Count(receipt => !receipt.Replayed).ShouldBe(1);
        (await Rig.TicketsSandbox.ReportAsync(None)).Effects.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "Medium", "aegis", "summary")]
    [InlineData("two\nlines", "Medium", "aegis", "summary")]
    [InlineData("fine", "Urgent", "aegis", "priority")]
    [InlineData("fine", "Medium", "two words", "labels")]
    public async Task Create_WithWrongField_IsRejectedAndTakesNoNumber(string summary, string priority, string label, string field)
    {
        var wrong = Problem with { Summary = summary, Priority = priority, Labels = [label] };

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Tickets.CreateAsync(wrong, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain(field, Case.Insensitive);
        (await Rig.Tickets.CreateAsync(Problem, "op-2", None)).Id.ShouldBe("KAN-1");
    }

    [Fact]
    public async Task Create_WithSameKeyForOtherIssue_IsRejected()
    {
        await Rig.Tickets.CreateAsync(Problem, "op-1", None);

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Tickets.CreateAsync(Problem with { Summary = "Another" }, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
    }

    [Fact]
    public async Task Get_OfIssueWithComments_TellsThemAsTheyWereWritten()
    {
        var before = TimeProvider.System.GetUtcNow();
        var text = "Zwei Zeilen: «größer» \U0001F600\n\n  eingerückt, and a \"quote\"";
        await Rig.Tickets.CreateAsync(Problem with { Description = text }, "op-1", None);
        await Rig.Tickets.CommentAsync("KAN-1", "First\nthing", "op-2", None);
        await Rig.Tickets.CommentAsync("KAN-1", "Second thing", "op-3", None);

        var ticket = (await Rig.Tickets.GetAsync("KAN-1", None)).ShouldNotBeNull();

        ticket.Summary.ShouldBe(Problem.Summary);
        ticket.Description.ShouldBe(text);
        ticket.Priority.ShouldBe("High");
        ticket.Status.ShouldBe("To Do");
        ticket.CreatedAt.ShouldBe(before, TimeSpan.FromMinutes(1));
        ticket.Comments.Select(comment => comment.Text).ShouldBe(["First\nthing", "Second thing"]);
    }

    [Theory]
    [InlineData("KAN-99")]
    [InlineData("KAN-01")]
    [InlineData("OTHER-1")]
    [InlineData("../../_sandbox")]
    public async Task Get_OfUnknownIssue_IsNull(string key) => (await Rig.Tickets.GetAsync(key, None)).ShouldBeNull();

    [Fact]
    public async Task Find_ByKey_TellsTheIssue()
    {
        await Rig.Tickets.CreateAsync(Problem, "op-1", None);
        await Rig.Tickets.CreateAsync(Problem, "op-2", None);

        (await Rig.Tickets.FindAsync("op-2", None)).ShouldNotBeNull().Id.ShouldBe("KAN-2");
        (await Rig.Tickets.FindAsync("op-3", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Comment_WithSameKeyAgain_IsReplayed()
    {
        await Rig.Tickets.CreateAsync(Problem, "op-1", None);
        var first = await Rig.Tickets.CommentAsync("KAN-1", "Found it", "op-2", None);
        var second = await Rig.Tickets.CommentAsync("KAN-1", "Found it", "op-2", None);

        second.Id.ShouldBe(first.Id);
        second.Replayed.ShouldBeTrue();
        (await Rig.Tickets.GetAsync("KAN-1", None)).ShouldNotBeNull().Comments.Count.ShouldBe(1);
        (await Rig.Tickets.FindCommentAsync("KAN-1", "op-2", None)).ShouldNotBeNull().Id.ShouldBe(first.Id);
        (await Rig.Tickets.FindCommentAsync("KAN-1", "op-1", None)).ShouldBeNull();
        (await Rig.Tickets.FindCommentAsync("KAN-7", "op-2", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Comment_OnUnknownIssue_IsRejected()
    {
        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Tickets.CommentAsync("KAN-5", "Hello", "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
    }

    [Fact]
    public async Task Store_OpenedAgain_GoesOnNumbering()
    {
        await Rig.Tickets.CreateAsync(Problem, "op-1", None);

        var again = await RestartAsync();

        (await again.Tickets.CreateAsync(Problem, "op-1", None)).Id.ShouldBe("KAN-1");
        (await again.Tickets.CreateAsync(Problem, "op-2", None)).Id.ShouldBe("KAN-2");
    }
}
