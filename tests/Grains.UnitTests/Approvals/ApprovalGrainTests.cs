using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Approvals;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Approvals;

/// <summary>Approvals of a customer's grain: durable, once, and driven to their effect whatever crashes.</summary>
public sealed class ApprovalGrainTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Approve_OfAServicesRequest_PerformsTheActionOnce()
    {
        await using var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");

        var approved = (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new("Fine.", asked.ArgumentsHash))).Value!;

        approved.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Approved), a => a.ApprovedAt.ShouldNotBeNull(), a => a.Notes.ShouldBe("Fine."));
        await DoneAsync(grid, asked.Id);
        grid.Outside.Tickets.Effects.ShouldBe(1);
        grid.Outside.Tickets.Asked.ShouldBe([asked.ActionId]);
        (await grid.LedgerKindsAsync()).TakeLast(4).ShouldBe(["approval_requested", "approval_approved", "action_intended", "action_completed"]);
    }

    [Fact]
    public async Task Request_ThatPolicyRefuses_IsForbidden()
    {
        await using var grid = await StartAsync();

        var asked = await grid.Customer().RequestApprovalAsync(grid.Backend, new("r1", null, "refund", ImmutableSortedDictionary<string, string>.Empty), "They insist.");

        asked.Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().ListApprovalsAsync(grid.Admin)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_ByTheCustomerItself_IsForbidden()
    {
        await using var grid = await StartAsync();

        (await grid.Customer().RequestApprovalAsync(grid.Self(), Proposals.Ticket("t1"), null)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().ListApprovalsAsync(grid.Self())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Approve_OfALiveKeyAnAgentProposed_IssuesItInTheSameCommit()
    {
        await using var grid = await StartAsync();
        var asked = await AskLiveKeyAsync(grid);

        var approved = (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Value!;

        approved.ActionStatus.ShouldBe(ActionStatus.Done);
        (await grid.Customer().ListKeysAsync(grid.Admin)).Value.ShouldHaveSingleItem().Environment.ShouldBe(KeyEnvironment.Live);
    }

    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Agent)]
    [InlineData(Role.System)]
    public async Task Invariant5_ApprovedByNoApprover_IsForbidden(Role role)
    {
        await using var grid = await StartAsync();
        var asked = await AskLiveKeyAsync(grid);

        var actor = grid.Actor(role, role == Role.Customer ? "acme" : "mallory");
        (await grid.Customer().ApproveAsync(actor, asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().ApproveAsync(actor with { Role = Role.Admin }, asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await grid.Customer().ListKeysAsync(grid.Admin)).Value.ShouldBeEmpty();
        // Control.
        (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Invariant5_StateMovedByAnotherCommit_InvalidatesTheRequestThere()
    {
        await using var grid = await StartAsync();
        var asked = await AskLiveKeyAsync(grid);

        (await grid.Customer().IssueKeyAsync(grid.Admin, KeyEnvironment.Live, "by hand")).Ok.ShouldBeTrue();

        var refused = (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Refusal!;
        refused.Kind.ShouldBe(RefusalKind.Conflict);
        (await Listed(grid, asked.Id)).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(ApprovalStatus.Invalidated), a => a.Changed.ShouldBe(["Active live keys was 0 and is 1 now."]));
        (await grid.Customer().ListKeysAsync(grid.Admin)).Value.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Invariant5_AfterARestart_TheSameRequestIsDecidedOnce()
    {
        var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");
        grid = await grid.RestartAsync();

        (await grid.Customer().GetApprovalAsync(grid.Admin, asked.Id)).Value!.ArgumentsHash.ShouldBe(asked.ArgumentsHash);
        (await grid.Customer().ApproveAsync(grid.Backend with { Role = Role.Admin }, asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().ApproveAsync(grid.Actor(Role.Approver, "backend"), asked.Id, new())).Refusal!.Message.ShouldContain("asked for this");
        (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Ok.ShouldBeTrue();
        await DoneAsync(grid, asked.Id);
        grid = await grid.RestartAsync();
        (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Value!.Status.ShouldBe(ApprovalStatus.Approved);
        (await grid.Customer().ApproveAsync(grid.Actor(Role.Approver, "dora"), asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await grid.Customer().RejectAsync(grid.Actor(Role.Approver, "dora"), asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        await grid.SweepAsync(TimeSpan.FromHours(1));

        grid.Outside.Tickets.Effects.ShouldBe(1);
        grid.Outside.Tickets.Asked.Count.ShouldBe(1);
        await grid.DisposeAsync();
    }

    [Fact]
    public async Task Approve_WhoseCommitFails_LeavesNothingDecidedAndNothingDone()
    {
        await using var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");
        grid.Faults.Fails = write => write.Ledger.Any(entry => entry.Kind == "approval_approved");

        await DatabaseFaults.ShouldFailAsync(() => grid.Customer().ApproveAsync(Bob(grid), asked.Id, new()));

        grid.Faults.Fails = null;
        (await grid.Customer().GetApprovalAsync(grid.Admin, asked.Id)).Value!.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Pending), a => a.Approvals.ShouldBeEmpty());
        grid.Outside.Tickets.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Crash_BetweenDecisionAndEffect_IsRepairedByTheDueRow()
    {
        var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");
        // Nobody hears of the end of this attempt: neither does the grid.
        grid.Outside.Tickets.Next(Treatment.Hang);
        (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Ok.ShouldBeTrue();
        await grid.Outside.Tickets.Hung;
        grid = await grid.RestartAsync();

        (await grid.SweepAsync(TimeSpan.FromMinutes(2))).ShouldBe(1);

        await DoneAsync(grid, asked.Id);
        grid.Outside.Tickets.Effects.ShouldBe(1);
        await grid.DisposeAsync();
    }

    [Fact]
    public async Task Expiry_ComesDueByItself()
    {
        await using var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");

        (await grid.SweepAsync()).ShouldBe(0);
        grid.Time.Advance(TimeSpan.FromHours(72));
        (await grid.SweepAsync()).ShouldBe(1);

        (await Listed(grid, asked.Id)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ApprovalStatus.Expired), a => a.ActionStatus.ShouldBe(ActionStatus.Refused));
        grid.Outside.Tickets.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OfTheDirectory_PagesByAgeAndByExpiry()
    {
        await using var grid = await StartAsync();
        List<string> ids = [];
        for (var i = 1; i <= 5; i++)
        {
            ids.Add((await AskTicketAsync(grid, $"t{i}")).Id);
            grid.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await grid.Customer().RejectAsync(Bob(grid), ids[0], new("No."))).Ok.ShouldBeTrue();

        var first = await PageAsync(grid, new(null, null, null, 3));
        first.Items.Select(a => a.Id).ShouldBe([ids[4], ids[3], ids[2]]);
        (await PageAsync(grid, new(null, null, first.Next, 3))).ShouldSatisfyAllConditions(p => p.Items.Select(a => a.Id).ShouldBe([ids[1], ids[0]]), p => p.Next.ShouldBeNull());
        var soonest = await PageAsync(grid, new(ApprovalStatus.Pending, "acme", null, 3, ByExpiry: true));
        soonest.Items.Select(a => a.Id).ShouldBe([ids[1], ids[2], ids[3]]);
        (await PageAsync(grid, new(ApprovalStatus.Pending, "acme", soonest.Next, 3, ByExpiry: true))).Items.Select(a => a.Id).ShouldBe([ids[4]]);
        (await Listed(grid, ids[0])).ShouldSatisfyAllConditions(a => a.Notes.ShouldBe("No."), a => a.CustomerName.ShouldBe("Acme"), a => a.Status.ShouldBe(ApprovalStatus.Rejected));
    }

    [Fact]
    public async Task Invariant8_KeysPastedIntoWordsAndArguments_AreKeptNowhere()
    {
        const string Key = "sk_live_0123456789abcdefghijABCDEFGHIJ012345a1";
        await using var grid = await StartAsync();
        var asked = (await grid.Customer().RequestApprovalAsync(grid.Backend, Proposals.Ticket("t1", $"Why is {Key} refused?") with { AgentId = null }, $"They sent {Key}.")).Value!;
        await grid.Customer().CommentOnApprovalAsync(Bob(grid), asked.Id, $"Is it {Key}?");
        await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new($"Revoke {Key}."));

        var kept = (await Listed(grid, asked.Id)).ShouldNotBeNull();
        string[] texts = [kept.Details, kept.Notes!, kept.Comments[0].Text, .. kept.Arguments.Values, .. (await grid.LedgerBodiesAsync()).Select(body => body.Data.GetRawText())];
        texts.ShouldAllBe(text => !text.Contains(Key));
        kept.Notes!.ShouldStartWith("Revoke ");
    }

    [Fact]
    public async Task Erase_OfTheCustomer_TakesItsApprovalsAlong()
    {
        await using var grid = await StartAsync();
        var asked = await AskTicketAsync(grid, "t1");

        (await grid.Customer().EraseAsync(grid.Admin)).Ok.ShouldBeTrue();

        (await grid.Grains.GetGrain<IDirectoryGrain>(0).GetApprovalAsync(grid.Admin, asked.Id)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await grid.Customer().ApproveAsync(Bob(grid), asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invariant5_ThousandConcurrentDecisions_HaveExactlyThePermittedEffects(bool guarded)
    {
        const int Requests = 20;
        await using var grid = await StartAsync(guarded ? null : services => services.AddSingleton<ApprovalGuards, SelfApproval>());
        List<Approval> asked = [];
        for (var i = 0; i < Requests; i++)
            asked.Add(await AskTicketAsync(grid, $"t{i}"));

        // Of each request: one in four may only be approved by who asked, the rest also by two others, clicking many times; every fourth is rejected beside that.
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async n =>
        {
            var (request, click) = (asked[n % Requests], n / Requests);
            var onlySelf = n % 4 == 0;
            var actor = grid.Actor(Role.Approver, onlySelf || click % 5 == 0 ? "backend" : click % 2 == 0 ? "bob" : "dora");
            var result = n % 4 == 1 && click % 7 == 3
                ? await grid.Customer().RejectAsync(actor, request.Id, new(null, request.ArgumentsHash))
                : await grid.Customer().ApproveAsync(actor, request.Id, new(null, request.ArgumentsHash));
            return (request.Id, result.Ok);
        }));

        await grid.WhenAsync(async () => (await grid.Customer().ListActionsAsync(grid.Admin)).Value.All(a => a.Status is not ActionStatus.InFlight));
        var after = (await PageAsync(grid, new(null, null, null, 200))).Items;
        var approved = after.Where(a => a.Status == ApprovalStatus.Approved).ToArray();
        grid.Outside.Tickets.Asked.Order().ShouldBe(approved.Select(a => a.ActionId).Order());
        grid.Outside.Tickets.Effects.ShouldBe(approved.Length);
        var byAskers = approved.Count(a => a.Approvals.Any(vote => vote.ActorId == "backend"));
        if (guarded)
        {
            byAskers.ShouldBe(0);
            after.Count(a => a.Status == ApprovalStatus.Pending).ShouldBe(Requests / 4);
            var kinds = await KindsAsync(grid);
            kinds.Count(kind => kind == "approval_approved").ShouldBe(approved.Length);
            kinds.Count(kind => kind == "action_intended").ShouldBe(approved.Length);
        }
        else
            // Control: without the guard, who asked lets it go.
            byAskers.ShouldBeGreaterThan(0);

        answers.Count(a => a.Ok).ShouldBeGreaterThan(0);
    }

    private Task<Grid> StartAsync(Action<IServiceCollection>? configure = null) => StartedAsync(Grid.StartAsync(_directory, configure: configure));

    private static async Task<Grid> StartedAsync(Task<Grid> starting)
    {
        var grid = await starting;
        await grid.NewCustomerAsync();
        return grid;
    }

    private static Actor Bob(Grid grid) => grid.Actor(Role.Approver, "bob");

    private static async Task<Approval> AskTicketAsync(Grid grid, string operation)
    {
        var asked = await grid.Customer().RequestApprovalAsync(grid.Backend, Proposals.Ticket(operation) with { AgentId = null }, "They asked twice.");
        asked.Refusal.ShouldBeNull();
        return asked.Value!;
    }

    private static async Task<Approval> AskLiveKeyAsync(Grid grid)
    {
        (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.LiveKey)).Value!.Status.ShouldBe(ActionStatus.PendingApproval);
        return (await grid.Customer().ListApprovalsAsync(grid.Admin)).Value.ShouldHaveSingleItem();
    }

    private static async Task<Approval> Listed(Grid grid, string id) => (await grid.Grains.GetGrain<IDirectoryGrain>(0).GetApprovalAsync(grid.Admin, id)).Value!;

    private static async Task<ApprovalPage> PageAsync(Grid grid, ApprovalQuery query)
    {
        var page = await grid.Grains.GetGrain<IDirectoryGrain>(0).ListApprovalsAsync(grid.Admin, query);
        page.Refusal.ShouldBeNull();
        return page.Value!;
    }

    private static Task DoneAsync(Grid grid, string id) =>
        grid.WhenAsync(async () => (await grid.Customer().GetApprovalAsync(grid.Admin, id)).Value!.ActionStatus == ActionStatus.Done);

    private static async Task<IReadOnlyList<string>> KindsAsync(Grid grid) => await grid.LedgerKindsAsync();

    private sealed class SelfApproval : ApprovalGuards
    {
        public override Refusal? CheckPerson(StoredApproval approval, Actor actor) => null;
    }
}
