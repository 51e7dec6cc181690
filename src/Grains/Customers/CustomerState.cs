using System.Text.Json.Serialization;
using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Interventions;
using Aegis.Grains.Keys;
using Aegis.Grains.News;
using Aegis.Sandbox;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>A customer: profile, keys, actions, workflows, and the head of its ledger.</summary>
public sealed class CustomerState : LedgerState
{
    public string Company { get; set; } = "";
    public string Email { get; set; } = "";
    public ImmutableArray<string> TechStack { get; set; } = [];
    public string? TimeZone { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public Tier Tier { get; set; }
    public Stage Stage { get; set; }
    public DateTimeOffset? TrialEndsAt { get; set; }

    /// <summary>When the first successful call was seen; null before, and for a customer that came with a history.</summary>
    public DateTimeOffset? FirstCallAt { get; set; }

    /// <summary>The product sandbox's site, once provisioned.</summary>
    public string? Site { get; set; }

    /// <summary>While it lasts, the product sandbox fails on purpose.</summary>
    public SandboxFault? SandboxFault { get; set; }

    /// <summary>The health last recorded in the ledger; what is shown is judged afresh.</summary>
    public HealthStatus Health { get; set; }

    /// <summary>When health is judged again because a key may have lain unused, or null.</summary>
    public DateTimeOffset? EvaluateAt { get; set; }

    /// <summary>Counts the commits of this state.</summary>
    public long Version { get; set; }

    public List<StoredKey> Keys { get; set; } = [];

    public List<StoredAction> Actions { get; set; } = [];

    public List<StoredWorkflow> Workflows { get; set; } = [];

    /// <summary>Oldest first: the open ones, and the last closed ones; null for the many that never had one.</summary>
    public List<StoredEpisode>? Episodes { get; set; }

    /// <summary>Oldest first: those that wait for people, and the last decided ones; null for the many that never had one.</summary>
    public List<StoredApproval>? Approvals { get; set; }

    /// <summary>Who is at the conversation's wheel, as the ledger has it; null while Aegis drives.</summary>
    public string? Wheel { get; set; }

    /// <summary>The last turns that people wrote, oldest first, so that each stands in the ledger once; null for the many without.</summary>
    public List<string>? Written { get; set; }

    /// <summary>What providers said and showed; null for the many of whom they never did.</summary>
    public StoredProviders? Providers { get; set; }

    /// <summary>Set when erasing began: from then on the customer is not found, and the work is due until it is done.</summary>
    public DateTimeOffset? ErasingSince { get; set; }

    /// <summary>Set by the last commit of an erased customer; its id is never used again.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>Whether there is a customer to speak of.</summary>
    [JsonIgnore]
    public bool IsAlive => Version > 0 && ErasingSince is null;

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt
    {
        get
        {
            if (ErasedAt is not null)
                return null;
            if (ErasingSince is not null)
                return ErasingSince;
            var due = EvaluateAt;
            foreach (var action in Actions)
                due = Earlier(due, action.DueAt);
            foreach (var workflow in Workflows)
                due = Earlier(due, workflow.DueAt);
            if (Episodes is not null)
                foreach (var episode in Episodes)
                    due = Earlier(due, episode.DueAt);
            if (Approvals is not null)
                foreach (var approval in Approvals)
                    due = Earlier(due, approval.DueAt);
            return due;
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
