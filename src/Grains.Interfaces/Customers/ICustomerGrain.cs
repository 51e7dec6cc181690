using Aegis.Actions;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Interventions;
using Aegis.Keys;
using Aegis.Monitoring;
using Aegis.News;
using Aegis.Sandbox;

namespace Aegis.Customers;

/// <summary>One customer: profile, health, keys, activity, the ledger's head and the actions in flight. Keyed "workspace/customer id".
/// Every method checks the actor; what it confirms is durable.</summary>
[Alias("aegis.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey, IDueGrain
{
    /// <summary>Conflict when the customer exists with another profile; the same profile again is confirmed.</summary>
    [Alias("CreateAsync")]
    Task<Result<Customer>> CreateAsync(Actor actor, NewCustomer profile);

    /// <summary>Takes over a customer that existed before Aegis knew it (demo data, a move from another system): profile, keys and history in one go.
    /// Does nothing when the customer exists. Only for <see cref="Role.System"/>.</summary>
    [Alias("ImportAsync")]
    Task<Result<Done>> ImportAsync(Actor actor, CustomerImport import);

    [Alias("GetAsync")]
    Task<Result<Customer>> GetAsync(Actor actor);

    [Alias("UpdateAsync")]
    Task<Result<Customer>> UpdateAsync(Actor actor, CustomerChanges changes);

    [Alias("GetHealthAsync")]
    Task<Result<HealthReport>> GetHealthAsync(Actor actor);

    /// <summary>Destroys the customer's sealing key and everything that names the customer; the ledger's chain stays verifiable.</summary>
    [Alias("EraseAsync")]
    Task<Result<Done>> EraseAsync(Actor actor);

    /// <summary>Folds calls into the windows; at most 50,000 events, each already validated by <c>ActivityRules</c> at the edge and checked again here.</summary>
    [Alias("RecordAsync")]
    Task<Result<ActivityReceipt>> RecordAsync(Actor actor, ImmutableArray<ActivityEvent> events);

    [Alias("ListKeysAsync")]
    Task<Result<ImmutableArray<ApiKey>>> ListKeysAsync(Actor actor);

    /// <summary>A person, or the customer itself for a test key, issues a key. The same operation id issues one key.</summary>
    [Alias("IssueKeyAsync")]
    Task<Result<ApiKey>> IssueKeyAsync(Actor actor, KeyEnvironment environment, string operationId);

    /// <summary>The secret, for the owner or a person with the right to reveal; recorded in the ledger.</summary>
    [Alias("RevealKeyAsync")]
    Task<Result<RevealedKey>> RevealKeyAsync(Actor actor, string keyId);

    /// <summary>Issues a successor in the same environment and revokes the key.</summary>
    [Alias("RotateKeyAsync")]
    Task<Result<ApiKey>> RotateKeyAsync(Actor actor, string keyId, string operationId);

    [Alias("RevokeKeyAsync")]
    Task<Result<ApiKey>> RevokeKeyAsync(Actor actor, string keyId);

    /// <summary>Answers a call to the product sandbox after recording it as activity.</summary>
    [Alias("CallSandboxAsync")]
    Task<SandboxVerdict> CallSandboxAsync(Actor actor, SandboxCall call);

    /// <summary>The recorded failures of the customer's calls, with what else tells their cause.</summary>
    [Alias("GetFailuresAsync")]
    Task<Result<FailureReport>> GetFailuresAsync(Actor actor);

    /// <summary>Which of the presented secrets, by their hashes, are the customer's keys; those that are none have no key id.</summary>
    [Alias("CheckKeysAsync")]
    Task<Result<ImmutableArray<KeyCheck>>> CheckKeysAsync(Actor actor, ImmutableArray<string> keyHashes);

    /// <summary>Opens a key for calls of Aegis' own to the product sandbox; recorded in the ledger. Only for <see cref="Role.System"/>.</summary>
    [Alias("OpenProbeAsync")]
    Task<Result<ProbePass>> OpenProbeAsync(Actor actor, string keyId);

    /// <summary>Has the customer's sandbox answer 5xx to every call for a while, or with null as it should again. Only for <see cref="Role.Admin"/>.</summary>
    [Alias("SetSandboxFaultAsync")]
    Task<Result<Done>> SetSandboxFaultAsync(Actor actor, SandboxFault? fault);

    /// <summary>Decides a proposal from policy and the actor, and writes the intent to the ledger. Internal actions are performed in the same commit.</summary>
    [Alias("BeginActionAsync")]
    Task<Result<ActionTicket>> BeginActionAsync(Actor actor, ActionProposal proposal);

    /// <summary>Writes outcome and evidence. A completion of a stale epoch changes nothing and returns what is recorded. Only for <see cref="Role.System"/>.</summary>
    [Alias("CompleteActionAsync")]
    Task<Result<ActionRecord>> CompleteActionAsync(Actor actor, string actionId, long epoch, ActionOutcome outcome);

    /// <summary>Starts the named workflow unless it runs or is finished, and says where it stands.</summary>
    [Alias("StartWorkflowAsync")]
    Task<Result<Workflow>> StartWorkflowAsync(Actor actor, string kind, string turnId);

    /// <summary>Moves a workflow's cursor past a settled step, finishes or parks it.</summary>
    [Alias("AdvanceWorkflowAsync")]
    Task<Result<Workflow>> AdvanceWorkflowAsync(Actor actor, string workflowId, WorkflowStepResult result);

    /// <summary>Actions not settled, and the last 100 settled ones.</summary>
    [Alias("ListActionsAsync")]
    Task<Result<ImmutableArray<ActionRecord>>> ListActionsAsync(Actor actor);

    /// <summary>A person settles an unknown action: it happened, or it did not and may be proposed again.</summary>
    [Alias("SettleActionAsync")]
    Task<Result<ActionRecord>> SettleActionAsync(Actor actor, string actionId, bool happened, string note);

    /// <summary>Asks people to decide on an action, even on one that policy would let run alone. What policy refuses is refused (Forbidden). The same operation id is one request. Not for customers.</summary>
    /// <param name="note">Why it is asked for; at most 1,000 characters, or null.</param>
    [Alias("RequestApprovalAsync")]
    Task<Result<Approval>> RequestApprovalAsync(Actor actor, ActionProposal proposal, string? note);

    /// <summary>An approval that is pending, or was decided lately; the directory has them all. Not for the customer itself.</summary>
    [Alias("GetApprovalAsync")]
    Task<Result<Approval>> GetApprovalAsync(Actor actor, string approvalId);

    [Alias("ListApprovalsAsync")]
    Task<Result<ImmutableArray<Approval>>> ListApprovalsAsync(Actor actor);

    /// <summary>A person agrees. With the last one needed the action is begun in the same commit. Forbidden for those who asked; Conflict when it is decided, expired, stopped by a kill switch,
    /// or when what it rests on moved: then it has invalidated itself and the message says what changed. Agreeing twice is agreeing once.</summary>
    [Alias("ApproveAsync")]
    Task<Result<Approval>> ApproveAsync(Actor actor, string approvalId, ApprovalDecision decision);

    /// <summary>A person decides against it.</summary>
    [Alias("RejectAsync")]
    Task<Result<Approval>> RejectAsync(Actor actor, string approvalId, ApprovalDecision decision);

    /// <summary>Puts other arguments in place of those asked for; policy is asked again, and agreement given before is void.</summary>
    [Alias("EditApprovalAsync")]
    Task<Result<Approval>> EditApprovalAsync(Actor actor, string approvalId, ApprovalChange change);

    /// <summary>Adds a comment of at most 1,000 characters, whatever the status.</summary>
    [Alias("CommentOnApprovalAsync")]
    Task<Result<Approval>> CommentOnApprovalAsync(Actor actor, string approvalId, string text);

    /// <summary>Writes into the ledger what a person did in the conversation; the same again changes nothing. Only for <see cref="Role.System"/>.</summary>
    [Alias("NoteConversationAsync")]
    Task<Result<Done>> NoteConversationAsync(Actor actor, ConversationNote note);

    /// <summary>Takes in what a provider says of the customer or of one of its tickets; the same news again change nothing. Only for <see cref="Role.System"/>.</summary>
    [Alias("TakeProviderNewsAsync")]
    Task<Result<Done>> TakeProviderNewsAsync(Actor actor, ProviderNews news);

    /// <summary>Has the customer follow its subscription as a look at the billing system showed it; a look that is past changes nothing. Only for <see cref="Role.System"/>.</summary>
    /// <param name="shown">Null when the billing system shows none: nothing changes.</param>
    [Alias("ShowSubscriptionAsync")]
    Task<Result<Done>> ShowSubscriptionAsync(Actor actor, int look, SubscriptionNow? shown);

    /// <summary>An intervention whose episode is open, or closed lately. Not for the customer itself.</summary>
    [Alias("GetInterventionAsync")]
    Task<Result<Intervention>> GetInterventionAsync(Actor actor, string interventionId);

    /// <summary>A person resolves an intervention. The episode goes on until the problem is gone: until then there is no other intervention for it.</summary>
    /// <param name="note">At most 1,000 characters, or null; kept in the ledger.</param>
    [Alias("ResolveInterventionAsync")]
    Task<Result<Intervention>> ResolveInterventionAsync(Actor actor, string interventionId, string? note);

    /// <summary>A person puts an intervention off; it opens again then. At most 30 days.</summary>
    [Alias("SnoozeInterventionAsync")]
    Task<Result<Intervention>> SnoozeInterventionAsync(Actor actor, string interventionId, DateTimeOffset until);

    /// <summary>Takes in what an agent made of a finding; of one that is past, nothing changes. Only for <see cref="Role.System"/>.</summary>
    [Alias("RecordInterventionAsync")]
    Task<Result<Intervention>> RecordInterventionAsync(Actor actor, string interventionId, int finding, InterventionOutcome outcome);

    /// <summary>An agent could not do now what it must: it is sent again after a pause. Only for <see cref="Role.System"/>.</summary>
    [Alias("DelayInterventionAsync")]
    Task<Result<Intervention>> DelayInterventionAsync(Actor actor, string interventionId, int finding, string reason);

    /// <summary>Leaves an intervention to a person: agents do nothing more about it. Only for <see cref="Role.System"/>.</summary>
    [Alias("LeaveInterventionAsync")]
    Task<Result<Intervention>> LeaveInterventionAsync(Actor actor, string interventionId, string reason);
}
