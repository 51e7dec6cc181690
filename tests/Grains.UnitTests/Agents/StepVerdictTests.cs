using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Agents;

namespace Aegis.Grains.UnitTests.Agents;

public sealed class StepVerdictTests
{
    [Theory]
    [InlineData(ActionStatus.Done, false, WorkflowVerdict.Settled)]
    [InlineData(ActionStatus.AlreadyDone, false, WorkflowVerdict.Settled)]
    [InlineData(ActionStatus.InFlight, false, WorkflowVerdict.Retry)]
    [InlineData(ActionStatus.Failed, true, WorkflowVerdict.Retry)]
    [InlineData(ActionStatus.Unknown, true, WorkflowVerdict.Retry)]
    [InlineData(ActionStatus.Failed, false, WorkflowVerdict.Park)]
    [InlineData(ActionStatus.Unknown, false, WorkflowVerdict.Park)]
    [InlineData(ActionStatus.Refused, false, WorkflowVerdict.Park)]
    [InlineData(ActionStatus.PendingApproval, false, WorkflowVerdict.Park)]
    public void Of_Outcome_MovesTheWorkflow(ActionStatus status, bool mayTryAgain, WorkflowVerdict verdict)
    {
        var action = Onboarding.OnboardingPlaybookTests.Taken(Tools.CreateTrialSubscription, status) with { RetryAfter = mayTryAgain ? TimeSpan.FromSeconds(1) : null };

        StepVerdict.Of(action).ShouldBe(verdict);
    }
}
