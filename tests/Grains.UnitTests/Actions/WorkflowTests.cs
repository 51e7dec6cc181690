using Aegis.Actions;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Actions;
using Aegis.Grains.Hosting;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Actions;

public sealed class WorkflowTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Onboarding_AllStepsSettled_WatchesUntilTheFirstCallThenIsFinished()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var workflow = (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1")).Value!;
        workflow.Steps.ShouldBe([Tools.CreateTrialSubscription, Tools.GenerateApiKeys, Tools.ProvisionTestEnvironment, Tools.SendOnboardingEmail]);

        for (var step = 0; step < 4; step++)
            workflow = await AdvanceAsync(grid, workflow, step, WorkflowVerdict.Settled);
        workflow.Status.ShouldBe(WorkflowStatus.Watching);
        workflow.DueAt.ShouldBeNull();
        await customer.RecordAsync(grid.Backend, [new(null, "/v2", 200, grid.Now)]);

        (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_2")).Value!.Status.ShouldBe(WorkflowStatus.Finished);
        (await grid.LedgerKindsAsync()).Where(kind => kind.StartsWith("workflow", StringComparison.Ordinal))
            .ShouldBe(["workflow_started", "workflow_advanced", "workflow_advanced", "workflow_advanced", "workflow_advanced", "workflow_finished"]);
    }

    [Fact]
    public async Task Advance_OutOfOrder_ChangesNothing()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var workflow = (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1")).Value!;
        await AdvanceAsync(grid, workflow, 0, WorkflowVerdict.Settled);

        (await AdvanceAsync(grid, workflow, 0, WorkflowVerdict.Park)).Next.ShouldBe(1);
        (await customer.AdvanceWorkflowAsync(grid.Self(), workflow.Id, new(3, WorkflowVerdict.Settled))).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await customer.AdvanceWorkflowAsync(grid.Self(), "wf_none", new(0, WorkflowVerdict.Settled))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await customer.StartWorkflowAsync(grid.Self(), "offboarding", "t")).Refusal!.Field.ShouldBe("kind");
    }

    [Fact]
    public async Task Crash_WithARunningWorkflow_HasTheOrchestratorCarryItOn()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var workflow = (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1")).Value!;
        (await grid.SweepAsync()).ShouldBe(0);

        await using var next = await grid.RestartAsync();
        await next.SweepAsync(TimeSpan.FromMinutes(5));

        var command = (await next.Database.NumberOutboxAsync(100, CancellationToken.None)).Single(row => row.Topic == "resume_workflow");
        command.CustomerKey.ShouldBe("default/acme");
        command.Data.ShouldBe($$"""{"workflowId":"{{workflow.Id}}","attempt":1}""");
        // Woken again at once, it is held by this run now.
        await next.SweepAsync(TimeSpan.FromMinutes(5));
        (await next.Database.NumberOutboxAsync(100, CancellationToken.None)).ShouldNotContain(row => row.Topic == "resume_workflow");
    }

    [Fact]
    public async Task Workflow_NeverMoved_IsParkedAfterTenAttemptsEachWithItsOwnNumber()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1");

        for (var i = 0; i < 12; i++)
        {
            grid.Time.Advance(TimeSpan.FromMinutes(10));
            await grid.SweepAsync();
        }

        var attempts = (await grid.Database.NumberOutboxAsync(1000, CancellationToken.None)).Where(row => row.Topic == "resume_workflow").Select(row => row.Data).ToList();
        attempts.Count.ShouldBe(10);
        attempts.Distinct().Count().ShouldBe(10);
        (await grid.LedgerKindsAsync())[^1].ShouldBe("workflow_parked");
        (await grid.SweepAsync(TimeSpan.FromDays(365))).ShouldBe(0);
        // A person, or the customer, takes it up again.
        (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_2")).Value!.Status.ShouldBe(WorkflowStatus.Running);
    }

    [Fact]
    public async Task Settle_ActionAWorkflowIsParkedAt_CarriesTheWorkflowOn()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var workflow = (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1")).Value!;
        for (var step = 0; step < 3; step++)
            await AdvanceAsync(grid, workflow, step, WorkflowVerdict.Settled);
        grid.Outside.Mail.Next(Treatment.LoseAnswer);
        var mail = await grid.ActAsync(Proposals.Mail);
        (await AdvanceAsync(grid, workflow, 3, WorkflowVerdict.Park)).Status.ShouldBe(WorkflowStatus.Parked);

        await customer.SettleActionAsync(grid.Admin, mail.Id, true, "seen");

        (await grid.Database.NumberOutboxAsync(1000, CancellationToken.None)).ShouldContain(row => row.Topic == "resume_workflow");
        (await AdvanceAsync(grid, workflow, 3, WorkflowVerdict.Settled)).Status.ShouldBe(WorkflowStatus.Watching);
    }

    [Fact]
    public async Task Retry_Verdict_DelaysTheWorkflow()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var workflow = (await customer.StartWorkflowAsync(grid.Self(), "onboarding", "turn_1")).Value!;

        var delayed = await AdvanceAsync(grid, workflow, 0, WorkflowVerdict.Retry);

        delayed.DueAt.ShouldBe(grid.Now + TimeSpan.FromSeconds(5));
        delayed.Status.ShouldBe(WorkflowStatus.Running);
        grid.Time.Advance(TimeSpan.FromSeconds(5));
        (await grid.SweepAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(6, 160)]
    [InlineData(7, 300)]
    [InlineData(100, 300)]
    public void Pause_Attempt_DoublesUpToFiveMinutes(int attempt, int seconds) =>
        WorkflowRules.Pause(attempt, new GridOptions()).ShouldBe(TimeSpan.FromSeconds(seconds));

    private static async Task<Workflow> AdvanceAsync(Grid grid, Workflow workflow, int step, WorkflowVerdict verdict) =>
        (await grid.Customer().AdvanceWorkflowAsync(grid.Self(), workflow.Id, new(step, verdict))).Value!;
}
