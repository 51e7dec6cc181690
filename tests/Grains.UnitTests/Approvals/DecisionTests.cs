using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Policy;
using Aegis.Policy;

namespace Aegis.Grains.UnitTests.Approvals;

public sealed class DecisionTests
{
    private static readonly Actor Bob = Desk.Actor("bob");
    private static readonly Actor Dora = Desk.Actor("dora");

    private readonly Desk _desk = new();

    [Fact]
    public void Ask_ForADiscount_SaysWhatWillHappenAndWhatItCosts()
    {
        var asked = _desk.AskDiscount(10);

        asked.ShouldSatisfyAllConditions(
            a => a.Details.ShouldBe("Gives Acme a discount of 10 %. 10 % off 199 EUR a month: 19.90 EUR less each month."),
            a => a.Cost.ShouldBe(new ApprovalCost(10, "percent", "10 % off 199 EUR a month: 19.90 EUR less each month.")),
            a => a.AgentId.ShouldBe("growth"),
            a => a.RequestedBy.ShouldBe("agent:growth for agent:carol"),
            a => a.Askers.ShouldBe(["carol"]),
            a => a.ExpiresAt.ShouldBe(a.Timestamp + TimeSpan.FromHours(72)),
            a => a.Asked!.Tier.ShouldBe(Aegis.Customers.Tier.Pro));
        _desk.Kinds.ShouldBe(["approval_requested"]);
    }

    [Theory]
    [InlineData("Acme\u202E", "\u2068Acme\u2069")]
    [InlineData("\u2069\u2069\u202EAcme", "\u2068Acme\u2069")]
    [InlineData("אקמה", "\u2068אקמה\u2069")]
    [InlineData("Müller 株式会社", "Müller 株式会社")]
    public void Ask_ForACustomerWhoseNameTurnsText_KeepsTheFigureAsItIs(string company, string shown)
    {
        _desk.State.Company = company;

        _desk.AskDiscount(12).Details.ShouldStartWith($"Gives {shown} a discount of 12 %.");
    }

    [Fact]
    public void Ask_ForATicketWithALongSummary_CutsNoPictureInTwo()
    {
        _desk.InForce = _desk.InForce with { Policy = PolicyText.Read("""{ "actions": { "create_ticket": { "decision": "approve" } } }""").Value! };

        var asked = _desk.Ask(Tools.CreateTicket, "carol", ("summary", "x" + string.Concat(Enumerable.Repeat("👍", 85))), ("description", "d"));

        asked.Details.ShouldEndWith("👍…");
    }

    [Fact]
    public void Approve_ByTheLastPersonNeeded_LetsTheActionGoOnce()
    {
        var asked = _desk.AskDiscount(50);

        _desk.Approve(asked.Id, Bob).Value!.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Pending), a => a.Approvals.Length.ShouldBe(1));
        var approved = _desk.Approve(asked.Id, Dora).Value!;
        _desk.Approve(asked.Id, Dora).Value!.Status.ShouldBe(ApprovalStatus.Approved);

        approved.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Approved), a => a.ActionStatus.ShouldBe(ActionStatus.InFlight), a => a.DecidedBy.ShouldBe("approver:dora"));
        _desk.Released.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.MustRun.ShouldBeTrue(), t => t.ActionId.ShouldBe(asked.ActionId), t => t.MayRepeat.ShouldBeFalse());
        _desk.Kinds.ShouldBe(["approval_requested", "approval_given", "approval_approved", "action_intended"]);
    }

    [Fact]
    public void Approve_AfterItWasDecided_IsAConflictThatNamesWhoDecided()
    {
        var asked = _desk.AskDiscount();
        _desk.Reject(asked.Id, Bob, "Too early.").Value!.Notes.ShouldBe("Too early.");

        _desk.Approve(asked.Id, Dora).Refusal!.ShouldSatisfyAllConditions(r => r.Kind.ShouldBe(RefusalKind.Conflict), r => r.Message.ShouldContain("rejected already, by approver:bob"));

        _desk.Released.ShouldBeEmpty();
        _desk.State.Actions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ActionStatus.Refused), a => a.Evidence.ShouldNotContain("Too early"));
        _desk.Commands.ShouldBe(["tell_outcome"]);
    }

    [Fact]
    public void Propose_AgainWhileItWaits_IsTheSameRequest()
    {
        var asked = _desk.AskDiscount();

        _desk.AskDiscount().Id.ShouldBe(asked.Id);

        _desk.State.Approvals!.ShouldHaveSingleItem();
    }

    [Fact]
    public void Propose_AgainAfterARejection_IsANewRequest()
    {
        var first = _desk.AskDiscount();
        _desk.Reject(first.Id, Bob);

        var second = _desk.AskDiscount();

        second.Id.ShouldNotBe(first.Id);
        _desk.Approve(second.Id, Bob).Ok.ShouldBeTrue();
        _desk.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Edit_Downwards_MayBeApprovedByWhoEdited()
    {
        var asked = _desk.AskDiscount(50);
        _desk.Approve(asked.Id, Dora);

        var edited = _desk.Edit(asked.Id, Bob, "5").Value!;

        edited.ShouldSatisfyAllConditions(
            a => a.RequiredApprovals.ShouldBe(1), a => a.Approvals.ShouldBeEmpty(), a => a.Askers.ShouldBe(["carol"]), a => a.Edits.ShouldHaveSingleItem().Before["percent"].ShouldBe("50"));
        _desk.Approve(asked.Id, Bob).Value!.Status.ShouldBe(ApprovalStatus.Approved);
        _desk.Released.ShouldHaveSingleItem().Arguments["percent"].ShouldBe("5");
    }

    [Fact]
    public void Edit_Upwards_IsAskedByWhoEditedAndApprovedByOthers()
    {
        var asked = _desk.AskDiscount(5);

        _desk.Edit(asked.Id, Bob, "30").Value!.ShouldSatisfyAllConditions(a => a.RequiredApprovals.ShouldBe(2), a => a.Askers.ShouldBe(["carol", "bob"]));

        _desk.Approve(asked.Id, Bob).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        // Down to what was asked first is not back: bob had a hand in it.
        _desk.Approve(asked.Id, Dora).Ok.ShouldBeTrue();
        _desk.Approve(asked.Id, Desk.Actor("carol")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        _desk.Released.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0", RefusalKind.Invalid)]
    [InlineData("abc", RefusalKind.Invalid)]
    public void Edit_ToArgumentsTheToolDoesNotTake_ChangesNothing(string percent, RefusalKind kind)
    {
        var asked = _desk.AskDiscount();

        _desk.Edit(asked.Id, Bob, percent).Refusal!.Kind.ShouldBe(kind);

        _desk.Only.ArgumentsHash.ShouldBe(asked.ArgumentsHash);
    }

    [Fact]
    public void Propose_TheSameAfterAnEdit_IsStillTheSameWish()
    {
        var asked = _desk.AskDiscount(10);
        _desk.Edit(asked.Id, Bob, "5");

        _desk.AskDiscount(10).ShouldSatisfyAllConditions(a => a.Id.ShouldBe(asked.Id), a => a.Arguments["percent"].ShouldBe("5"));
    }

    [Fact]
    public void Comment_WhateverTheStatus_IsKept()
    {
        var asked = _desk.AskDiscount();
        _desk.Comment(asked.Id, Bob, "Asked their account manager.").Ok.ShouldBeTrue();
        _desk.Reject(asked.Id, Bob);

        _desk.Comment(asked.Id, Dora, "Agreed.").Value!.Comments.Select(c => c.Text).ShouldBe(["Asked their account manager.", "Agreed."]);
        _desk.Comment(asked.Id, Dora, " ").Refusal!.Field.ShouldBe("text");
        _desk.Comment(asked.Id, Dora, new string('x', 1001)).Refusal!.Field.ShouldBe("text");
    }

    [Fact]
    public void Expire_WhenNobodyDecides_EndsTheActionAndTellsTheCustomer()
    {
        _desk.AskDiscount();
        _desk.State.NextDueAt.ShouldBe(_desk.Only.ExpiresAt);
        _desk.Time.Advance(TimeSpan.FromHours(72));

        _desk.Expire();

        _desk.Only.Status.ShouldBe(ApprovalStatus.Expired);
        _desk.State.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Refused);
        _desk.State.NextDueAt.ShouldBeNull();
        _desk.Commands.ShouldBe(["tell_outcome"]);
    }

    [Fact]
    public void Approve_WhileAKillSwitchIsOn_WaitsForItToBeTakenOff()
    {
        var asked = _desk.AskDiscount();
        _desk.InForce = _desk.InForce with { Switches = new(1, [new(SwitchScope.Agent, "growth", "admin:alice", default, "An incident.")]) };

        _desk.Approve(asked.Id, Bob).Refusal!.Message.ShouldContain("kill switch");

        _desk.Released.ShouldBeEmpty();
        _desk.InForce = _desk.InForce with { Switches = KillSwitches.None };
        _desk.Approve(asked.Id, Bob).Ok.ShouldBeTrue();
        _desk.Released.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{ "decision": "refuse", "reason": "No more discounts." }""", ApprovalStatus.Invalidated, 0)]
    [InlineData("""{ "decision": "approve", "approvals": 2 }""", ApprovalStatus.Pending, 0)]
    [InlineData("""{ "decision": "run" }""", ApprovalStatus.Approved, 1)]
    public void Approve_AfterThePolicyChanged_GoesByTheNewOneWhereItIsStricter(string rule, ApprovalStatus status, int released)
    {
        var asked = _desk.AskDiscount();
        _desk.InForce = _desk.InForce with { Policy = PolicyText.Read($$"""{ "actions": { "apply_discount": {{rule}} } }""").Value! };

        _desk.Approve(asked.Id, Bob);

        _desk.Only.Status.ShouldBe(status);
        _desk.Released.Count.ShouldBe(released);
    }

    [Fact]
    public void Outcome_ThatCanBeTriedAgain_IsTriedAgainByItselfAndThenTold()
    {
        var asked = _desk.AskDiscount();
        _desk.Approve(asked.Id, Bob);

        _desk.Complete(_desk.Released[0], Outcomes.Failed("Billing is down.", TimeSpan.FromSeconds(7)));

        _desk.State.NextDueAt.ShouldBe(_desk.Time.GetUtcNow().AddSeconds(10));
        _desk.Commands.ShouldBeEmpty();
        _desk.Time.Advance(TimeSpan.FromSeconds(10));
        var again = _desk.Resume().ShouldHaveSingleItem();
        _desk.Complete(again, Outcomes.Done("10 % off."));
        _desk.Only.ShouldSatisfyAllConditions(a => a.ActionStatus.ShouldBe(ActionStatus.Done), a => a.Evidence.ShouldBe("10 % off."));
        _desk.Commands.ShouldBe(["tell_outcome"]);
        again.ActionId.ShouldBe(_desk.Released[0].ActionId);
    }

    [Fact]
    public void Outcome_TriedAgainAfterTheStateMoved_IsNotDone()
    {
        var asked = _desk.AskDiscount();
        _desk.Approve(asked.Id, Bob);
        _desk.Complete(_desk.Released[0], Outcomes.Failed("Billing is down.", TimeSpan.FromSeconds(7)));
        _desk.State.Tier = Aegis.Customers.Tier.Starter;
        _desk.Time.Advance(TimeSpan.FromSeconds(10));

        _desk.Resume().ShouldBeEmpty();

        _desk.Only.ShouldSatisfyAllConditions(a => a.ActionStatus.ShouldBe(ActionStatus.Refused), a => a.Evidence.ShouldContain("Current plan was pro and is starter now"));
    }

    [Fact]
    public void Requests_OfOneCustomer_AreBounded()
    {
        for (var i = 1; i <= 30; i++)
            _desk.Propose($"mcp:crm:tool_{i}", "carol").Ok.ShouldBeTrue();

        _desk.State.Approvals!.Count.ShouldBe(ApprovalRules.MaxPending);
    }
}
