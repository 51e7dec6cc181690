using Aegis.Connectors.Tickets;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Jira;

public sealed class JiraTicketsTests
{
    private static CancellationToken None => CancellationToken.None;

    [NodeFact]
    public async Task Ticket_ThroughAnMcpServer_IsMadeReadAndCommentedOn()
    {
        await using var rig = await JiraRig.StartAsync();

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        var comment = await rig.Tickets.CommentAsync(made.Id, "It goes on.\nFinding 2.", "op-2", None);
        var ticket = (await rig.Tickets.GetAsync(made.Id, None)).ShouldNotBeNull();

        made.Id.ShouldBe("KAN-1");
        made.Facts["via"].ShouldBe("mcp");
        made.Facts["url"].ShouldBe("https://acme.atlassian.net/browse/KAN-1");
        comment.Facts["via"].ShouldBe("mcp");
        comment.Id.ShouldBe("20001");
        ticket.Summary.ShouldBe(JiraRig.Problem.Summary);
        ticket.Description.ShouldBe(JiraRig.Problem.Description);
        ticket.Priority.ShouldBe("High");
        ticket.CustomerReference.ShouldBe("default/acme");
        ticket.Comments.Single().Text.ShouldBe("It goes on.\nFinding 2.");
        rig.Tickets.IsSandbox.ShouldBeFalse();
        rig.Tickets.Name.ShouldBe("Jira (acme.atlassian.net)");
    }

    [Fact]
    public async Task Ticket_ByRestAlone_IsMadeReadAndCommentedOn()
    {
        await using var rig = await JiraRig.StartAsync(mcp: false);

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        await rig.Tickets.CommentAsync(made.Id, "It goes on.", "op-2", None);
        var ticket = (await rig.Tickets.GetAsync(made.Id, None)).ShouldNotBeNull();

        made.Facts["via"].ShouldBe("rest");
        ticket.CustomerReference.ShouldBe("default/acme");
        ticket.Comments.Single().Text.ShouldBe("It goes on.");
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invariant3_AskedTwiceWithOneKey_HasOneTicketAndOneComment(bool mcp)
    {
        await using var rig = await JiraRig.StartAsync(mcp);

        var first = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        var again = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        var comment = await rig.Tickets.CommentAsync(first.Id, "It goes on.", "op-2", None);
        var comment2 = await rig.Tickets.CommentAsync(first.Id, "It goes on.", "op-2", None);

        (again.Id, again.Replayed, comment2.Id, comment2.Replayed).ShouldBe((first.Id, true, comment.Id, true));
        (rig.Jira.Created, rig.Jira.Commented).ShouldBe((1, 1));
        (await rig.Tickets.FindAsync("op-1", None)).ShouldNotBeNull().Id.ShouldBe(first.Id);
        (await rig.Tickets.FindAsync("op-9", None)).ShouldBeNull();
        (await rig.Tickets.FindCommentAsync(first.Id, "op-2", None)).ShouldNotBeNull().Id.ShouldBe(comment.Id);
    }

    [NodeFact]
    public async Task Invariant6_McpServerThatHangsAfterItMadeTheTicket_LeavesOneTicket()
    {
        await using var rig = await JiraRig.StartAsync();
        rig.Jira.SwallowsNextAnswer = true;

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        (made.Id, made.Replayed, made.Facts["via"]).ShouldBe(("KAN-1", true, "rest"));
        rig.Jira.Created.ShouldBe(1);
    }

    [NodeFact]
    public async Task Invariant6_McpServerThatCrashesAfterItMadeTheTicket_LeavesOneTicketThoughTheSearchLags()
    {
        await using var rig = await JiraRig.StartAsync();
        rig.Jira.SwallowsNextAnswer = true;
        rig.Jira.OnSwallowed = () =>
        {
            rig.Jira.SearchLag = 1;
            return rig.KillAsync();
        };

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        (made.Id, made.Replayed).ShouldBe(("KAN-1", true));
        rig.Jira.Created.ShouldBe(1);
    }

    /// <summary>The control of the two above: where the look-up is blind, the ticket is made again.</summary>
    [NodeFact]
    public async Task Control6_WithASearchThatNeverShowsTheTicket_ItIsMadeTwice()
    {
        await using var rig = await JiraRig.StartAsync();
        rig.Jira.SwallowsNextAnswer = true;
        rig.Jira.OnSwallowed = () =>
        {
            rig.Jira.SearchLag = int.MaxValue;
            return rig.KillAsync();
        };

        await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        rig.Jira.Created.ShouldBe(2);
    }

    [NodeFact]
    public async Task McpServer_ThatHangsBeforeItDidAnything_IsTimedOutAndTheTicketMadeByRest()
    {
        await using var rig = await JiraRig.StartAsync(configure: tickets => tickets.Jira.Mcp.Timeout = TimeSpan.FromSeconds(2));
        await rig.Tickets.FindAsync("op-0", None);
        await rig.StopAsync();

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        made.Facts["via"].ShouldBe("rest");
        rig.Jira.Created.ShouldBe(1);
    }

    [NodeFact]
    public async Task McpServer_ThatCrashed_IsStartedAgainForTheNextTicket()
    {
        await using var rig = await JiraRig.StartAsync();
        await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        await rig.KillAsync();

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-2", None);

        made.Facts["via"].ShouldBe("mcp");
        rig.Jira.Created.ShouldBe(2);
    }

    [Fact]
    public async Task McpServer_ThatIsNotThere_LeavesEverythingToRest()
    {
        await using var rig = await JiraRig.StartAsync(mcp: false, tickets => tickets.Jira.Mcp.Command = "no-such-program-anywhere");

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        var comment = await rig.Tickets.CommentAsync(made.Id, "It goes on.", "op-2", None);

        (made.Facts["via"], comment.Facts["via"]).ShouldBe(("rest", "rest"));
    }

    [Fact]
    public async Task Rest_OfAProjectWithoutPriorities_MakesTheTicketWithout()
    {
        await using var rig = await JiraRig.StartAsync(mcp: false);
        rig.Jira.RefusesPriority = true;

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        (await rig.Tickets.GetAsync(made.Id, None)).ShouldNotBeNull().Priority.ShouldBe("");
    }

    [Fact]
    public async Task Labels_ThatOnlyWeGive_CannotBeAskedFor()
    {
        await using var rig = await JiraRig.StartAsync(mcp: false);

        var made = await rig.Tickets.CreateAsync(JiraRig.Problem with { Labels = ["aegis-customer-default:victim", "aegis-op-op-2", "fine"] }, "op-1", None);

        (await rig.Tickets.GetAsync(made.Id, None)).ShouldNotBeNull().CustomerReference.ShouldBe("default/acme");
        (await rig.Tickets.FindAsync("op-2", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Comment_WhoseTextReadsLikeAMark_IsNotTakenForAnother()
    {
        await using var rig = await JiraRig.StartAsync(mcp: false);
        var made = await rig.Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        await rig.Tickets.CommentAsync(made.Id, "Nothing to see.\n\n(aegis-op-op-3)", "op-2", None);

        (await rig.Tickets.FindCommentAsync(made.Id, "op-3", None)).ShouldBeNull();
        (await rig.Tickets.FindCommentAsync(made.Id, "op-2", None)).ShouldNotBeNull();
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_OfUnknownIssue_IsNull(bool mcp)
    {
        await using var rig = await JiraRig.StartAsync(mcp);

        (await rig.Tickets.GetAsync("KAN-99", None)).ShouldBeNull();
    }
}
