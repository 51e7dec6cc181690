using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Actions;

public sealed class ActionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Trial_Performed_MovesTierAndStageAndWritesIntentBeforeOutcome()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        var record = await grid.ActAsync(Proposals.Trial);

        record.Status.ShouldBe(ActionStatus.Done);
        record.Output["subscription_id"].ShouldBe("sub_1");
        var customer = (await grid.Customer().GetAsync(grid.Admin)).Value!;
        customer.Tier.ShouldBe(Tier.Trial);
        customer.Stage.ShouldBe(Stage.TrialCreated);
        (await grid.LedgerKindsAsync()).ShouldBe(["customer_created", "action_intended", "action_completed", "tier_changed", "stage_changed"]);
    }

    [Fact]
    public async Task Invariant3_SameWishAgain_HasNoSecondEffect()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        var first = await grid.ActAsync(Proposals.Trial);

        // However it is called: the trial of a customer is one wish.
        var again = await grid.ActAsync(Proposals.Of(Tools.CreateTrialSubscription, "another-turn"));

        again.Status.ShouldBe(ActionStatus.AlreadyDone);
        again.Id.ShouldBe(first.Id);
        again.Evidence.ShouldBe(first.Evidence);
        grid.Outside.Billing.Asked.Count.ShouldBe(1);
        // Control: another customer's trial is another effect.
        await grid.NewCustomerAsync("other");
        await grid.ActAsync(Proposals.Trial, "other");
        grid.Outside.Billing.Effects.ShouldBe(2);
    }

    [Fact]
    public async Task Invariant3_NoEffect_WithoutAnIntentInTheLedgerFirst()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.Hang);
        var ticket = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial)).Value!;

        (await grid.LedgerKindsAsync()).ShouldBe(["customer_created", "action_intended"]);
        grid.Outside.Billing.Asked.ShouldBeEmpty();
        _ = grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None);
        await grid.Outside.Billing.Hung;

        var intent = (await grid.LedgerBodiesAsync())[1].Data;
        intent.GetProperty("argumentsHash").GetString().ShouldBe(ticket.ArgumentsHash);
        intent.GetProperty("tool").GetString().ShouldBe(Tools.CreateTrialSubscription);
        await grid.DisposeAsync();
    }

    [Fact]
    public async Task Begin_WhileAnotherPerformsIt_GivesNoRightToRun()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        var first = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial)).Value!;

        var second = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial)).Value!;

        first.MustRun.ShouldBeTrue();
        second.MustRun.ShouldBeFalse();
        second.Status.ShouldBe(ActionStatus.InFlight);
        second.Epoch.ShouldBe(0);
    }

    [Fact]
    public async Task Invariant3_CrashAfterTheEffect_IsLookedUpAndNotRepeated()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.Hang);
        var ticket = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial)).Value!;
        _ = grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None);
        await grid.Outside.Billing.Hung;

        await using var next = await grid.RestartAsync();
        (await next.SweepAsync(TimeSpan.FromMinutes(5))).ShouldBe(1);
        await next.WhenAsync(async () => (await next.OnlyActionAsync()).Status == ActionStatus.Done);

        next.Outside.Billing.Effects.ShouldBe(1);
        next.Outside.Billing.Asked.Count.ShouldBe(1);
        (await next.Customer().GetAsync(next.Admin)).Value!.Tier.ShouldBe(Tier.Trial);
        // The result of the first attempt comes too late.
        var late = (await next.Customer().CompleteActionAsync(next.Actor(Role.System), ticket.ActionId, ticket.Epoch, new(ActionStatus.Failed, "late", ticket.Output))).Value!;
        late.Status.ShouldBe(ActionStatus.Done);
    }

    [Fact]
    public async Task Invariant3_CrashBeforeTheEffect_IsPerformedOnce()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial);

        await using var next = await grid.RestartAsync();
        await next.SweepAsync(TimeSpan.FromMinutes(5));
        await next.WhenAsync(async () => (await next.OnlyActionAsync()).Status == ActionStatus.Done);

        next.Outside.Billing.Effects.ShouldBe(1);
    }

    [Fact]
    public async Task Invariant3_MailCutShort_IsParkedAndListedNeverRepeated()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Mail.Next(Treatment.Hang);
        var ticket = (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Mail)).Value!;
        _ = grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None);
        await grid.Outside.Mail.Hung;

        await using var next = await grid.RestartAsync();
        await next.SweepAsync(TimeSpan.FromMinutes(5));

        (await next.OnlyActionAsync()).Status.ShouldBe(ActionStatus.Unknown);
        next.Outside.Mail.Asked.Count.ShouldBe(1);
        (await next.Database.ListActionsAsync("default", "unknown", null, 10, CancellationToken.None)).ShouldHaveSingleItem().ActionId.ShouldBe(ticket.ActionId);
        (await next.SweepAsync(TimeSpan.FromDays(1))).ShouldBe(0);
        (await next.ActAsync(Proposals.Mail)).Status.ShouldBe(ActionStatus.Unknown);
        next.Outside.Mail.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Settle_MailThatDidNotHappen_MayBeSentOnce()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Mail.Next(Treatment.LoseRequest);
        var unknown = await grid.ActAsync(Proposals.Mail);
        unknown.Status.ShouldBe(ActionStatus.Unknown);
        unknown.RetryAfter.ShouldBeNull();

        (await grid.Customer().SettleActionAsync(grid.Self(), unknown.Id, false, "")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await grid.Customer().SettleActionAsync(grid.Admin, unknown.Id, false, "not in the log")).Value!.Status.ShouldBe(ActionStatus.Failed);
        var sent = await grid.ActAsync(Proposals.Mail);

        sent.Status.ShouldBe(ActionStatus.Done);
        grid.Outside.Sent.ShouldHaveSingleItem().To.ShouldBe("dev@acme.example");
        (await grid.LedgerKindsAsync()).ShouldContain("action_settled");
    }

    [Fact]
    public async Task Settle_MailThatHappened_IsDone()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Mail.Next(Treatment.LoseAnswer);
        var unknown = await grid.ActAsync(Proposals.Mail);

        await grid.Customer().SettleActionAsync(grid.Admin, unknown.Id, true, "it is in the log");

        (await grid.ActAsync(Proposals.Mail)).Status.ShouldBe(ActionStatus.AlreadyDone);
        grid.Outside.Mail.Asked.Count.ShouldBe(1);
        (await grid.Customer().SettleActionAsync(grid.Admin, unknown.Id, false, "")).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Invariant3_AnswerLost_IsLookedUpAtOnce()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.LoseAnswer);

        var record = await grid.ActAsync(Proposals.Trial);

        record.Status.ShouldBe(ActionStatus.Done);
        record.Output["subscription_id"].ShouldBe("sub_1");
        grid.Outside.Billing.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Invariant3_AnswerLostAndProviderBlind_IsUnknownThenLookedUpWhenDue()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.LoseAnswer).IsBlind = true;
        var record = await grid.ActAsync(Proposals.Trial);
        record.Status.ShouldBe(ActionStatus.Unknown);
        record.RetryAfter.ShouldNotBeNull();

        grid.Outside.Billing.IsBlind = false;
        grid.Time.Advance(record.RetryAfter.Value);
        await grid.SweepAsync();
        await grid.WhenAsync(async () => (await grid.OnlyActionAsync()).Status == ActionStatus.Done);

        grid.Outside.Billing.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Provider_Down_FailsForNowAndTheSameActionSucceedsLater()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.BeDown);

        var failed = await grid.ActAsync(Proposals.Trial);
        var done = await grid.ActAsync(Proposals.Trial);

        failed.Status.ShouldBe(ActionStatus.Failed);
        failed.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        done.Status.ShouldBe(ActionStatus.Done);
        done.Id.ShouldBe(failed.Id);
    }

    [Fact]
    public async Task Provider_Rejects_FailsForGood()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.Reject);

        var failed = await grid.ActAsync(Proposals.Trial);

        failed.Status.ShouldBe(ActionStatus.Failed);
        failed.RetryAfter.ShouldBeNull();
        failed.Evidence.ShouldBe("Test billing says no.");
        (await grid.Customer().GetAsync(grid.Admin)).Value!.Tier.ShouldBe(Tier.None);
    }

    [Fact]
    public async Task Invariant4_LiveKeyProposedByAnAgent_WaitsForPeopleAndAPersonMayIssueIt()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        // The agent speaks for an admin, and waits all the same.
        var ticket = (await grid.Customer().BeginActionAsync(grid.Admin, Proposals.LiveKey)).Value!;

        ticket.Status.ShouldBe(ActionStatus.PendingApproval);
        ticket.Evidence.ShouldContain("person");
        (await grid.Customer().ListKeysAsync(grid.Admin)).Value.ShouldBeEmpty();
        (await grid.LedgerKindsAsync())[^1].ShouldBe("approval_requested");
        // Control: the admin itself.
        (await grid.Customer().IssueKeyAsync(grid.Admin, Aegis.Keys.KeyEnvironment.Live, "1")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Invariant7_RecipientInTheArguments_IsRefused()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        var begun = await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Of(Tools.SendOnboardingEmail, "m", ("email", "mallory@evil.example")));

        begun.Refusal!.Field.ShouldBe("arguments.email");
        // Control: without it the mail goes to the address of the profile.
        await grid.ActAsync(Proposals.Mail);
        grid.Outside.Sent.ShouldHaveSingleItem().To.ShouldBe("dev@acme.example");
    }

    [Fact]
    public async Task Begin_SameOperationWithOtherArguments_Conflicts()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.ActAsync(Proposals.Ticket("t1"));

        (await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Ticket("t1", "Something else"))).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await grid.ActAsync(Proposals.Ticket("t1"))).Status.ShouldBe(ActionStatus.AlreadyDone);
        grid.Outside.Tickets.Effects.ShouldBe(1);
    }

    [Fact]
    public async Task Begin_SameOperationAfterTheProfileMoved_IsTheSameProposal()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        var asked = (await grid.Customer().BeginActionAsync(grid.Self(), Upgrade("pro"))).Value!;
        (await grid.Customer().UpdateAsync(grid.Admin, new(Email: "billing@acme.example"))).Ok.ShouldBeTrue();

        var again = (await grid.Customer().BeginActionAsync(grid.Self(), Upgrade("pro"))).Value!;
        var other = await grid.Customer().BeginActionAsync(grid.Self(), Upgrade("enterprise"));

        again.ShouldSatisfyAllConditions(a => a.ActionId.ShouldBe(asked.ActionId), a => a.Status.ShouldBe(ActionStatus.PendingApproval), a => a.Arguments["email"].ShouldBe("billing@acme.example"));
        other.Refusal!.Kind.ShouldBe(RefusalKind.Conflict);

        static ActionProposal Upgrade(string plan) => Proposals.Of(Tools.UpgradePlan, "upgrade:1", ("plan", plan));
    }

    [Fact]
    public async Task Actions_Many_KeepTheLastHundredAndWhatIsDoneOnce()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        await grid.ActAsync(Proposals.Trial);
        for (var i = 0; i < 105; i++)
            await grid.ActAsync(Proposals.Ticket($"t{i}"));

        var actions = (await grid.Customer().ListActionsAsync(grid.Admin)).Value;

        actions.Length.ShouldBe(101);
        (await grid.ActAsync(Proposals.Trial)).Status.ShouldBe(ActionStatus.AlreadyDone);
    }

    [Fact]
    public async Task Invariant10_ProviderThatNeverAnswers_LeavesTheCustomerFree()
    {
        var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();
        grid.Outside.Billing.Next(Treatment.Hang);
        await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Trial);
        grid.Time.Advance(TimeSpan.FromMinutes(2));

        // Waking starts the runner, which hangs; neither the sweep nor the customer waits for it.
        (await grid.SweepAsync()).ShouldBe(1);
        await grid.Outside.Billing.Hung;

        (await grid.Customer().GetAsync(grid.Admin)).Ok.ShouldBeTrue();
        (await grid.Customer().RecordAsync(grid.Backend, [new(null, "/v2", 200, grid.Now)])).Ok.ShouldBeTrue();
        await grid.DisposeAsync();
    }
}
