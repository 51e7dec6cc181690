using System.Collections.Immutable;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Approvals;

/// <summary>Invariant 5, guard by guard: with it nothing is let go, and without that one guard it is.</summary>
public sealed class GuardTests
{
    private static readonly Actor Bob = Desk.Actor("bob");

    [Fact]
    public void Invariant5_ArgumentsSwappedAfterAsking_InvalidateTheApproval()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { SwapsAllowed = true }));
        foreach (var desk in (Desk[])[guarded, bare])
        {
            var asked = desk.AskDiscount(5);
            desk.Swap("percent", "9");
            desk.Approve(asked.Id, Bob);
        }

        guarded.Released.ShouldBeEmpty();
        guarded.Only.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Invalidated), a => a.Changed.ShouldHaveSingleItem().ShouldContain("arguments"));
        // Control.
        bare.Released.ShouldHaveSingleItem().Arguments["percent"].ShouldBe("9");
    }

    [Fact]
    public void Invariant5_ArgumentsSwappedBetweenTwoPeople_InvalidateTheApproval()
    {
        var desk = new Desk();
        var asked = desk.AskDiscount(20);
        desk.Approve(asked.Id, Bob).Value!.Status.ShouldBe(ApprovalStatus.Pending);
        desk.Swap("percent", "90");

        desk.Approve(asked.Id, Desk.Actor("dora")).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);

        desk.Released.ShouldBeEmpty();
    }

    [Fact]
    public void Invariant5_EditedBetweenLookAndClick_IsNotTakenForWhatWasSeen()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { SightUnseen = true }));
        foreach (var desk in (Desk[])[guarded, bare])
        {
            var seen = desk.AskDiscount(10);
            desk.Edit(seen.Id, Desk.Actor("dora"), "2").Ok.ShouldBeTrue();
            desk.Approve(seen.Id, Bob, seen.ArgumentsHash);
        }

        guarded.Released.ShouldBeEmpty();
        guarded.Only.Status.ShouldBe(ApprovalStatus.Pending);
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Invariant5_ApprovedByWhoAsked_IsForbidden()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { SelfApproval = true }));
        var answers = new[] { guarded, bare }.Select(desk => desk.Approve(desk.AskDiscount(10, asker: "bob").Id, Bob)).ToArray();

        answers[0].Refusal!.ShouldSatisfyAllConditions(r => r.Kind.ShouldBe(RefusalKind.Forbidden), r => r.Message.ShouldContain("somebody else"));
        guarded.Released.ShouldBeEmpty();
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Customer)]
    [InlineData(Role.System)]
    public void Invariant5_ApprovedByNoApprover_IsForbidden(Role role)
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { SelfApproval = true }));
        foreach (var desk in (Desk[])[guarded, bare])
            desk.Approve(desk.AskDiscount().Id, Desk.Actor("x", role));

        guarded.Released.ShouldBeEmpty();
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Invariant5_DoubleClick_CountsAsOnePerson()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { DoubleVotes = true }));
        foreach (var desk in (Desk[])[guarded, bare])
        {
            var asked = desk.AskDiscount(50);
            asked.RequiredApprovals.ShouldBe(2);
            desk.Approve(asked.Id, Bob);
            desk.Approve(asked.Id, Bob);
        }

        guarded.Released.ShouldBeEmpty();
        guarded.Only.Approvals.ShouldHaveSingleItem().ActorId.ShouldBe("bob");
        guarded.Kinds.Count(kind => kind == "approval_given").ShouldBe(1);
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Invariant5_ApprovedAfterItExpired_DoesNothing()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { Expiry = true }));
        foreach (var desk in (Desk[])[guarded, bare])
        {
            var asked = desk.AskDiscount();
            desk.Time.Advance(TimeSpan.FromHours(72));
            desk.Approve(asked.Id, Bob);
        }

        guarded.Released.ShouldBeEmpty();
        guarded.Only.Status.ShouldBe(ApprovalStatus.Expired);
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Invariant5_ApprovedAfterTheStateMoved_InvalidatesItselfAndSaysWhatChanged()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { Preconditions = true }));
        var answers = new[] { guarded, bare }.Select(desk =>
        {
            var asked = desk.AskDiscount();
            desk.State.Tier = Tier.Enterprise;
            return desk.Approve(asked.Id, Bob);
        }).ToArray();

        answers[0].Refusal!.Message.ShouldContain("Current plan was pro and is enterprise now");
        guarded.Released.ShouldBeEmpty();
        guarded.Only.Status.ShouldBe(ApprovalStatus.Invalidated);
        // Control.
        bare.Released.ShouldHaveSingleItem();
    }

    [Fact]
    public void Invariant5_StateMovedWhileNobodyDecides_InvalidatesAtThatCommit()
    {
        var (guarded, bare) = (new Desk(), new Desk(new Without { Preconditions = true }));
        foreach (var desk in (Desk[])[guarded, bare])
        {
            desk.AskDiscount();
            desk.State.Tier = Tier.Enterprise;
            desk.Review();
        }

        guarded.Only.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Invalidated), a => a.Changed.ShouldBe(["Current plan was pro and is enterprise now."]));
        guarded.Commands.ShouldBe(["tell_outcome"]);
        // Control.
        bare.Only.Status.ShouldBe(ApprovalStatus.Pending);
    }

    /// <summary>The guards without one of them.</summary>
    private sealed class Without : ApprovalGuards
    {
        public bool SwapsAllowed { get; init; }
        public bool SightUnseen { get; init; }
        public bool SelfApproval { get; init; }
        public bool DoubleVotes { get; init; }
        public bool Expiry { get; init; }
        public bool Preconditions { get; init; }

        public override bool Swapped(StoredApproval approval, StoredAction action) => !SwapsAllowed && base.Swapped(approval, action);

        public override Refusal? CheckSeen(StoredApproval approval, string? argumentsHash) => SightUnseen ? null : base.CheckSeen(approval, argumentsHash);

        public override Refusal? CheckPerson(StoredApproval approval, Actor actor) => SelfApproval ? null : base.CheckPerson(approval, actor);

        public override bool HasAgreed(StoredApproval approval, Actor actor) => !DoubleVotes && base.HasAgreed(approval, actor);

        public override Refusal? CheckOpen(StoredApproval approval, DateTimeOffset now) => Expiry ? null : base.CheckOpen(approval, now);

        public override ImmutableArray<string> Changes(CustomerState state, StoredApproval approval, StoredAction action, int trialDays) =>
            Preconditions ? [] : base.Changes(state, approval, action, trialDays);
    }
}
