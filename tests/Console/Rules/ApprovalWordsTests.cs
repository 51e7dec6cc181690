using System.Collections.Immutable;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Dashboard.Components.Approvals;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.SignIn;

namespace Aegis.Console.Rules;

public sealed class ApprovalWordsTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Approval Asked = new("apr_1", Then, "growth", "acme", "apply_discount", "Gives it.", ApprovalStatus.Pending, null, null, null)
    {
        RequestedBy = "agent:growth for customer:acme",
        Askers = ["acme"],
        RequiredApprovals = 2,
        Arguments = Arguments("10"),
    };

    [Theory]
    [InlineData("apply_discount", "Apply discount")]
    [InlineData("mcp:github:create_issue", "Create issue (github)")]
    public void Tool_Named_ReadsAsForPeople(string name, string words) => ApprovalWords.Tool(name).ShouldBe(words);

    [Theory]
    [InlineData("vera", Role.Viewer, "Your role is viewer.")]
    [InlineData("acme", Role.Admin, "You asked for this")]
    [InlineData("ann", Role.Approver, "You have agreed: somebody else must agree too.")]
    [InlineData("bob", Role.Approver, null)]
    public void WhyNot_OfAPerson_SaysWhatStandsInTheWay(string name, Role role, string? why)
    {
        var agreed = Asked with { Approvals = [new("ann", "approver:ann", Then, null, "")] };

        var answer = ApprovalWords.WhyNot(agreed, new SignedIn(name, role, 0));

        if (why is null)
            answer.ShouldBeNull();
        else
            answer.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public void WhoMay_OfARequest_LeavesOutThePeopleWhoAsked()
    {
        ApprovalWords.WhoMay(Asked).ShouldBe("2 people with the role approver or admin");
        ApprovalWords.WhoMay(Asked with { RequiredApprovals = 1, Askers = ["acme", "alice"] }).ShouldBe("Anybody with the role approver or admin, but not alice");
    }

    [Fact]
    public void Course_OfARejectedRequest_IsInOrderAndNamesWhatWasChanged()
    {
        var ended = Asked with
        {
            Status = ApprovalStatus.Rejected, RejectedAt = Then.AddHours(3), DecidedBy = "admin:alice", Notes = "No.",
            Comments = [new("agent:carl", Then.AddHours(2), "Hm.")],
            Edits = [new("admin:alice", Then.AddHours(1), Arguments("20"), null)],
        };

        Course.Of(ended).Select(step => $"{Words.Actor(step.By)} {step.What} {step.Text}".TrimEnd()).ShouldBe(
        [
            "Growth agent, for the customer asked",
            "alice (admin) changed percent from “20” to “10”",
            "carl (agent) commented Hm.",
            "alice (admin) rejected it No.",
        ]);
    }

    [Theory]
    [InlineData(null, null, "/approvals", ApprovalStatus.Pending)]
    [InlineData("rejected", "acme", "/approvals?status=rejected&customer=acme", ApprovalStatus.Rejected)]
    [InlineData("all", null, "/approvals?status=all", null)]
    [InlineData("nonsense", "<script>", "/approvals", ApprovalStatus.Pending)]
    public void Filter_OfAnAddress_SaysItAgain(string? view, string? customer, string address, ApprovalStatus? asked)
    {
        var filter = ApprovalFilter.Of(view, customer, null);

        filter.Address().ShouldBe(address);
        filter.Page(null, 10).ShouldBe(new ApprovalQuery(asked, filter.CustomerId, null, 10, ByExpiry: asked == ApprovalStatus.Pending));
    }

    private static ImmutableSortedDictionary<string, string> Arguments(string percent) => ImmutableSortedDictionary<string, string>.Empty.Add("percent", percent);
}
