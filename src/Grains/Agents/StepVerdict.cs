using Aegis.Actions;
using Aegis.Customers;

namespace Aegis.Grains.Agents;

/// <summary>What an action's outcome means for the workflow it is a step of.</summary>
public static class StepVerdict
{
    public static WorkflowVerdict Of(ActionRecord action) => action.Status switch
    {
        ActionStatus.Done or ActionStatus.AlreadyDone => WorkflowVerdict.Settled,
        ActionStatus.PendingApproval or ActionStatus.Refused => WorkflowVerdict.Park,
        // Nothing happens to it any more without a person: refused by the provider, or an outcome that cannot be looked up.
        ActionStatus.Failed or ActionStatus.Unknown when action.RetryAfter is null => WorkflowVerdict.Park,
        _ => WorkflowVerdict.Retry,
    };

    /// <summary>Why the turn ends at this step, or null when it goes on.</summary>
    public static Halt? Halt(ActionRecord action, WorkflowVerdict verdict) => verdict switch
    {
        WorkflowVerdict.Retry => new(HaltKind.Later, $"{action.Name} could not be done now ({Status(action)})."),
        WorkflowVerdict.Park => new(HaltKind.Parked, $"{action.Name} ({Status(action)})."),
        _ => null,
    };

    private static string Status(ActionRecord action) =>
        action.Evidence.Length == 0 ? Hosting.SnakeCase.Of(action.Status) : $"{Hosting.SnakeCase.Of(action.Status)}: {action.Evidence}";
}
