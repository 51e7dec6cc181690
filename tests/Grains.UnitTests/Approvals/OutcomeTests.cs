using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;
using Aegis.Grains.UnitTests.Policy;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Approvals;

/// <summary>What waited for people goes on when they decided: the customer hears of it, the workflow carries on.</summary>
public sealed class OutcomeTests : IDisposable
{
    private const string Id = "acme";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Approve_OfAKeyTheCustomerAskedToRotate_IsToldWithTheNewKey()
    {
        await using var run = await GridRun.StartAsync(_directory.Path);
        await run.NewCustomerAsync(Id);
        (await run.Customer(Id).IssueKeyAsync(run.Admin, Aegis.Keys.KeyEnvironment.Live, "k")).Ok.ShouldBeTrue();
        (await run.AskAsync(Id, "rotate the live key", "m1")).Reply!.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.PendingApproval);
        var asked = await run.PendingAsync(Id);

        (await run.Customer(Id).ApproveAsync(run.Sign("bob", Role.Approver), asked.Id, new("Leaked."))).Ok.ShouldBeTrue();
        await run.RelayAsync();

        var told = await run.ToldAsync(Id);
        told.Reply!.ShouldSatisfyAllConditions(
            r => r.Text.ShouldContain("Your key is approved and issued"),
            r => r.Text.ShouldContain("{{key:"),
            r => r.Text.ShouldNotContain("Leaked."),
            r => r.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Done),
            r => r.Sections.Actions.ShouldHaveSingleItem().ShouldContain("generate_api_keys"));
    }

    [Fact]
    public async Task Reject_OfWhatTheCustomerAsked_IsToldOnce()
    {
        await using var run = await GridRun.StartAsync(_directory.Path);
        await run.NewCustomerAsync(Id);
        (await run.Customer(Id).IssueKeyAsync(run.Admin, Aegis.Keys.KeyEnvironment.Live, "k")).Ok.ShouldBeTrue();
        await run.AskAsync(Id, "rotate the live key", "m1");
        var asked = await run.PendingAsync(Id);

        (await run.Customer(Id).RejectAsync(run.Sign("bob", Role.Approver), asked.Id, new("Not now."))).Ok.ShouldBeTrue();
        await run.RelayAsync();
        var told = await run.ToldAsync(Id);
        await run.Conversation(Id).TellOutcomeAsync(run.Itself, asked.Id, 1);

        told.Reply!.ShouldSatisfyAllConditions(r => r.Text.ShouldContain("is not done"), r => r.Text.ShouldNotContain("Not now."));
        (await run.Conversation(Id).GetConversationAsync(run.Admin)).Value!.Turns.Count(t => t.Message is null).ShouldBe(1);
        (await EventsAsync(run)).Count(e => e.Topic == "approval").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Approve_OfAStepAWorkflowWaitsAt_CarriesTheWorkflowOn()
    {
        var outside = new Providers();
        await using var run = await GridRun.StartAsync(_directory.Path, outside, configure: services => services.AddSingleton<IPolicySource>(new FixedPolicy("""
            { "actions": { "send_onboarding_email": { "decision": "approve" }, "*": { "decision": "run" } } }
            """)));
        await run.NewCustomerAsync(Id);
        await run.AskAsync(Id, "set me up", "m1");
        var asked = await run.PendingAsync(Id);
        asked.ActionType.ShouldBe(Tools.SendOnboardingEmail);
        outside.Mails.ShouldBeEmpty();

        (await run.Customer(Id).ApproveAsync(run.Sign("bob", Role.Approver), asked.Id, new())).Ok.ShouldBeTrue();
        await GridRun.WhenAsync(async () => (await run.Customer(Id).GetApprovalAsync(run.Admin, asked.Id)).Value!.ActionStatus == ActionStatus.Done);
        await run.RelayAsync();

        await GridRun.WhenAsync(async () => (await run.Customer(Id).StartWorkflowAsync(run.Admin, "onboarding", "look")).Value!.Status == WorkflowStatus.Watching);
        outside.Mails.Count.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<LiveEvent>> EventsAsync(GridRun run) =>
        (await run.Grains.GetGrain<IDirectoryGrain>(0).ReadEventsAsync(run.Admin, 0, 1000, CancellationToken.None)).Value;
}
