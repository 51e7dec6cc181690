namespace Aegis.Customers;

[GenerateSerializer, Alias("aegis.WorkflowStatus")]
public enum WorkflowStatus
{
    Running,
    /// <summary>All steps are settled and the last one waits for the customer's first call.</summary>
    Watching,
    Finished,
    /// <summary>A step cannot go on without a person; its action is listed.</summary>
    Parked,
}

/// <summary>Multi-step work that resumes where it stood.</summary>
/// <param name="Kind">"onboarding".</param>
/// <param name="Steps">Tool names in order.</param>
/// <param name="Next">Index of the step to do next; <c>Steps.Length</c> when none is left.</param>
/// <param name="Attempts">How often it was carried on; never reset, so that each attempt has its own turn.</param>
/// <param name="DueAt">When it is driven again if nobody moved it.</param>
[GenerateSerializer, Immutable, Alias("aegis.Workflow")]
public sealed record Workflow(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] ImmutableArray<string> Steps,
    [property: Id(3)] int Next,
    [property: Id(4)] WorkflowStatus Status,
    [property: Id(5)] int Attempts,
    [property: Id(6)] DateTimeOffset? DueAt,
    [property: Id(7)] string TurnId,
    [property: Id(8)] string? Reason = null);

/// <summary>How a step ended: settled (go on), to be tried again after a pause, or parked for a person.</summary>
/// <param name="RetryAfter">With Retry: not before this much later, when that is longer than the usual pause.</param>
[GenerateSerializer, Immutable, Alias("aegis.WorkflowStepResult")]
public sealed record WorkflowStepResult(
    [property: Id(0)] int Step,
    [property: Id(1)] WorkflowVerdict Verdict,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] TimeSpan? RetryAfter = null);

[GenerateSerializer, Alias("aegis.WorkflowVerdict")]
public enum WorkflowVerdict { Settled, Retry, Park }
