using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Actions;

/// <summary>Multi-step work: which kinds there are, and how one moves from step to step.</summary>
public static class WorkflowRules
{
    public const string Onboarding = "onboarding";

    /// <summary>The outbox topic that has the orchestrator carry a workflow on.</summary>
    public const string ResumeTopic = "resume_workflow";

    private static readonly ImmutableArray<string> OnboardingSteps =
        [Tools.CreateTrialSubscription, Tools.GenerateApiKeys, Tools.ProvisionTestEnvironment, Tools.SendOnboardingEmail];

    public static StoredWorkflow? Find(CustomerState state, string workflowId) => state.Workflows.Find(w => w.Id == workflowId);

    /// <summary>Starts a workflow, or takes a running or parked one up again; one that watches or is finished stays as it is.</summary>
    public static Result<Workflow> Start(GrainKey customer, CustomerState state, string kind, string turnId, string actor, Lease lease, DateTimeOffset now)
    {
        if (kind != Onboarding)
            return new Refusal(RefusalKind.Invalid, $"There is no workflow '{TextRules.Show(kind ?? "")}': use {Onboarding}.", "kind");
        var id = DerivedId.Of("wf", customer.ToString(), kind);
        var known = Find(state, id);
        if (known is { Status: WorkflowStatus.Watching or WorkflowStatus.Finished })
            return known.ToWorkflow();

        var workflow = known is null
            ? new StoredWorkflow(id, kind, OnboardingSteps, 0, WorkflowStatus.Running, 0, 0, lease.ExpiresAt, turnId, null, lease.Holder)
            : known with { Status = WorkflowStatus.Running, DueAt = lease.ExpiresAt, TurnId = turnId, Holder = lease.Holder, Reason = null };
        Write(customer, state, workflow, known is null ? "workflow_started" : "workflow_resumed", actor, now);
        return workflow.ToWorkflow();
    }

    /// <summary>Takes a step's result in; one for a step that is past changes nothing.</summary>
    public static Result<Workflow> Advance(
        GrainKey customer, CustomerState state, string workflowId, WorkflowStepResult result, string actor, Lease lease, GridOptions options, DateTimeOffset now)
    {
        if (Find(state, workflowId) is not { } known)
            return new Refusal(RefusalKind.NotFound, $"There is no workflow '{TextRules.Show(workflowId)}'.", "workflowId");
        if (result.Step < known.Next || known.Status is WorkflowStatus.Watching or WorkflowStatus.Finished)
            return known.ToWorkflow();
        if (result.Step > known.Next || result.Step >= known.Steps.Length)
            return new Refusal(RefusalKind.Conflict, $"The workflow stands at step {known.Next}, not {result.Step}.", "step");

        var (workflow, kind) = result.Verdict switch
        {
            WorkflowVerdict.Settled => Settle(known, state, lease),
            WorkflowVerdict.Retry => Retry(known, result.Reason, result.RetryAfter, lease.Holder, options, now),
            _ => (Park(known, result.Reason), "workflow_parked"),
        };
        Write(customer, state, workflow, kind, actor, now);
        return workflow.ToWorkflow();
    }

    /// <summary>Has every workflow that is due carried on by the orchestrator, or parks it after too many attempts.</summary>
    public static void Resume(GrainKey customer, CustomerState state, LeaseClock clock, GridOptions options)
    {
        var now = clock.Now;
        foreach (var known in state.Workflows.ToArray())
        {
            if (known.Status != WorkflowStatus.Running || known.DueAt is not { } due || !clock.IsVoid(known.Holder, due))
                continue;
            if (known.Tries >= options.MaxAttempts)
            {
                Write(customer, state, Park(known, known.Reason ?? $"{known.Step} did not settle in {known.Tries} attempts."), "workflow_parked", Progress.Aegis, now);
                continue;
            }

            CarryOn(customer, state, known, Progress.Aegis, clock.Holder, options, now);
        }
    }

    /// <summary>A person settled an action: what was parked at it goes on at once.</summary>
    public static void Unpark(GrainKey customer, CustomerState state, string tool, string actor, string holder, GridOptions options, DateTimeOffset now)
    {
        foreach (var known in state.Workflows.ToArray())
            if (known.Status == WorkflowStatus.Parked && known.Step == tool)
                CarryOn(customer, state, known with { Status = WorkflowStatus.Running, Tries = 0, Reason = null }, actor, holder, options, now);
    }

    /// <summary>Whether a workflow waits for the first call, and it came.</summary>
    public static bool IsWaitedFor(CustomerState state)
    {
        if (state.Stage < Stage.FirstApiCall)
            return false;
        foreach (var workflow in state.Workflows)
            if (workflow.Status == WorkflowStatus.Watching)
                return true;
        return false;
    }

    public static void FinishWatching(GrainKey customer, CustomerState state, DateTimeOffset now)
    {
        if (!IsWaitedFor(state))
            return;
        foreach (var known in state.Workflows.ToArray())
            if (known.Status == WorkflowStatus.Watching)
                Write(customer, state, known with { Status = WorkflowStatus.Finished }, "workflow_finished", Progress.Aegis, now);
    }

    /// <summary>The pause before an attempt: doubling from the shortest to the longest.</summary>
    public static TimeSpan Pause(int attempt, GridOptions options)
    {
        var pause = options.RetryPause;
        for (var i = 1; i < attempt && pause < options.LongestRetryPause; i++)
            pause *= 2;
        return pause < options.LongestRetryPause ? pause : options.LongestRetryPause;
    }

    private static void CarryOn(GrainKey customer, CustomerState state, StoredWorkflow known, string actor, string holder, GridOptions options, DateTimeOffset now)
    {
        var (attempt, tries) = (known.Attempts + 1, known.Tries + 1);
        // A lease and no more: what a restart must find lies within the longest lease.
        Write(customer, state, known with { Attempts = attempt, Tries = tries, DueAt = now + options.WorkflowLease, Holder = holder }, "workflow_resumed", actor, now);
        state.Journal.Send(new OutboxDraft(ResumeTopic, customer.ToString(), now, JsonText.Object(("workflowId", known.Id), ("attempt", attempt))));
    }

    private static (StoredWorkflow, string) Settle(StoredWorkflow known, CustomerState state, Lease lease)
    {
        var next = known with { Next = known.Next + 1, Tries = 0, Status = WorkflowStatus.Running, DueAt = lease.ExpiresAt, Holder = lease.Holder, Reason = null };
        if (next.Step is not null)
            return (next, "workflow_advanced");
        return state.Stage >= Stage.FirstApiCall
            ? (next with { Status = WorkflowStatus.Finished, DueAt = null }, "workflow_finished")
            : (next with { Status = WorkflowStatus.Watching, DueAt = null }, "workflow_advanced");
    }

    private static (StoredWorkflow, string) Retry(StoredWorkflow known, string? reason, TimeSpan? retryAfter, string holder, GridOptions options, DateTimeOffset now)
    {
        // What waits longer than any pause, as for quiet hours to end, waits for no fault of its own.
        if (retryAfter > options.LongestRetryPause)
            return (known with { Status = WorkflowStatus.Running, Tries = 0, DueAt = now + retryAfter, Holder = holder, Reason = reason }, "workflow_delayed");
        return known.Tries >= options.MaxAttempts
            ? (Park(known, reason), "workflow_parked")
            : (known with { Status = WorkflowStatus.Running, DueAt = now + Pause(known.Tries + 1, options), Holder = holder, Reason = reason }, "workflow_delayed");
    }

    private static StoredWorkflow Park(StoredWorkflow known, string? reason) =>
        known with { Status = WorkflowStatus.Parked, DueAt = null, Reason = reason ?? $"{known.Step} cannot go on without a person." };

    private static void Write(GrainKey customer, CustomerState state, StoredWorkflow workflow, string kind, string actor, DateTimeOffset now)
    {
        state.Workflows.RemoveAll(w => w.Id == workflow.Id);
        state.Workflows.Add(workflow);
        var data = JsonText.Object(
            ("workflowId", workflow.Id), ("workflow", workflow.Kind), ("status", SnakeCase.Of(workflow.Status)),
            ("next", workflow.Next), ("step", workflow.Step), ("attempts", workflow.Attempts), ("reason", workflow.Reason));
        state.Journal.Append(new LedgerDraft(now, kind, actor, null, data));
        state.Journal.Send(new OutboxDraft("workflow", customer.ToString(), now, JsonText.Object(
            ("workflowId", workflow.Id), ("status", SnakeCase.Of(workflow.Status)), ("next", workflow.Next))));
    }
}
