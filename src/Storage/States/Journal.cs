namespace Aegis.Storage.States;

/// <summary>What a state's next write commits beside it, in one transaction.</summary>
public sealed class Journal
{
    // Made when needed and given away with the write: an idle state holds no lists.
    private List<LedgerDraft>? _ledger;
    private List<OutboxDraft>? _outbox;
    private List<ActionRow>? _actions;
    private List<KeyRow>? _keys;
    private List<InterventionRow>? _interventions;
    private List<ApprovalRow>? _approvals;
    private List<TurnRow>? _turns;

    /// <summary>New ledger entries, in order; only for a <see cref="LedgerState"/>.</summary>
    public IReadOnlyList<LedgerDraft> Ledger => (IReadOnlyList<LedgerDraft>?)_ledger ?? [];

    /// <summary>News for other grains and for subscribers, relayed after the commit.</summary>
    public IReadOnlyList<OutboxDraft> Outbox => (IReadOnlyList<OutboxDraft>?)_outbox ?? [];

    /// <summary>Rows of the action list to insert or replace.</summary>
    public IReadOnlyList<ActionRow> Actions => (IReadOnlyList<ActionRow>?)_actions ?? [];

    /// <summary>Rows of the key index to insert or replace.</summary>
    public IReadOnlyList<KeyRow> Keys => (IReadOnlyList<KeyRow>?)_keys ?? [];

    /// <summary>Rows of the list of interventions to insert or replace.</summary>
    public IReadOnlyList<InterventionRow> Interventions => (IReadOnlyList<InterventionRow>?)_interventions ?? [];

    /// <summary>Rows of the list of approvals to insert or replace.</summary>
    public IReadOnlyList<ApprovalRow> Approvals => (IReadOnlyList<ApprovalRow>?)_approvals ?? [];

    /// <summary>Rows of the list of turns to insert or replace.</summary>
    public IReadOnlyList<TurnRow> Turns => (IReadOnlyList<TurnRow>?)_turns ?? [];

    /// <summary>The customer's row of the read model, to insert or replace; null leaves it.</summary>
    public CustomerRow? Customer { get; set; }

    /// <summary>Whether words to search by (id, company, e-mail) may have changed with <see cref="Customer"/>.</summary>
    public bool SearchChanged { get; set; }

    /// <summary>The name of the customer's sandbox site, to be found by; null leaves it.</summary>
    public string? Site { get; set; }

    /// <summary>New activity ids to remember, as 16-byte hashes one after the other; null when none.</summary>
    public ActivityIdsChunk? ActivityIds { get; set; }

    /// <summary>Destroys the customer's data key and removes its rows from every read model; ledger and chain stay.</summary>
    public bool Erase { get; set; }

    public void Append(LedgerDraft entry) => (_ledger ??= []).Add(entry);

    public void Send(OutboxDraft message) => (_outbox ??= []).Add(message);

    public void List(ActionRow action)
    {
        _actions ??= [];
        _actions.RemoveAll(a => a.ActionId == action.ActionId);
        _actions.Add(action);
    }

    public void Index(KeyRow key)
    {
        _keys ??= [];
        _keys.RemoveAll(k => k.KeyHash == key.KeyHash);
        _keys.Add(key);
    }

    public void List(InterventionRow intervention)
    {
        _interventions ??= [];
        _interventions.RemoveAll(i => i.InterventionId == intervention.InterventionId);
        _interventions.Add(intervention);
    }

    public void List(ApprovalRow approval)
    {
        _approvals ??= [];
        _approvals.RemoveAll(a => a.ApprovalId == approval.ApprovalId);
        _approvals.Add(approval);
    }

    public void List(TurnRow turn)
    {
        _turns ??= [];
        _turns.RemoveAll(t => t.TurnId == turn.TurnId);
        _turns.Add(turn);
    }

    /// <summary>Takes everything out, for one write. Called by the provider before its first await.</summary>
    public JournalEntries Take()
    {
        var taken = new JournalEntries([.. Ledger], [.. Outbox], [.. Actions], [.. Keys], Customer, SearchChanged, Site, ActivityIds, Erase)
        {
            Interventions = [.. Interventions],
            Approvals = [.. Approvals],
            Turns = [.. Turns],
        };
        (_ledger, _outbox, _actions, _keys, _interventions, _approvals, _turns) = (null, null, null, null, null, null, null);
        Customer = null;
        SearchChanged = false;
        Site = null;
        ActivityIds = null;
        Erase = false;
        return taken;
    }
}

/// <summary>What one write took out of a journal.</summary>
public sealed record JournalEntries(
    LedgerDraft[] Ledger, OutboxDraft[] Outbox, ActionRow[] Actions, KeyRow[] Keys,
    CustomerRow? Customer, bool SearchChanged, string? Site, ActivityIdsChunk? ActivityIds, bool Erase)
{
    public static readonly JournalEntries None = new([], [], [], [], null, false, null, null, false);

    public InterventionRow[] Interventions { get; init; } = [];

    public ApprovalRow[] Approvals { get; init; } = [];

    public TurnRow[] Turns { get; init; } = [];
}

/// <summary>A ledger entry to be: a clear head and a body (JSON) that is sealed under the customer's key.</summary>
public sealed record LedgerDraft(DateTimeOffset At, string Kind, string Actor, string? ActionId, string Data);

/// <summary>News to be relayed: numbered after the commit, so that numbers have no gap.</summary>
/// <param name="Topic">Events: customer, action, health, turn, … Commands to grains: "resume_workflow", "intervene", "tell_outcome".</param>
/// <param name="CustomerKey">"workspace/customer id".</param>
/// <param name="Data">JSON, without secrets or personal text.</param>
public sealed record OutboxDraft(string Topic, string CustomerKey, DateTimeOffset At, string Data);

/// <summary>A customer in the read model. Enum values are snake case.</summary>
public sealed record CustomerRow(
    string Workspace, string CustomerId, string Company, string Email, string Tier, string Stage, string TechStack, string? TimeZone,
    string Health, int EngagementScore, string RiskFactors, long TotalApiCalls, double ErrorRate, string UsageTrend,
    DateTimeOffset? LastApiCallAt, DateTimeOffset CreatedAt, long Version)
{
    /// <summary>Calls of the window that <see cref="ErrorRate"/> is of.</summary>
    public long WindowCalls { get; init; }

    public long WindowErrors { get; init; }

    /// <summary>When the first call was seen that Aegis was there for; null before, and for a customer that came with a history.</summary>
    public DateTimeOffset? FirstCallAt { get; init; }
}

/// <summary>An action in the list of actions. <paramref name="Output"/> is JSON without secrets.</summary>
public sealed record ActionRow(
    string Workspace, string CustomerId, string ActionId, string Tool, string Status, string Evidence, string Output,
    DateTimeOffset BegunAt, DateTimeOffset? EndedAt);

/// <summary>An intervention in the list of interventions. Enum values are snake case; <paramref name="ActionsTaken"/> and <paramref name="NextSteps"/> are JSON arrays.</summary>
/// <param name="CustomerName">The company as of the reading; written with the customer, not with this row.</param>
public sealed record InterventionRow(
    string Workspace, string CustomerId, string InterventionId, string Type, string Priority, string Status, string Reason, string Diagnosis,
    string ActionsTaken, string NextSteps, string Message, string? TicketKey, string? TicketUrl, int Finding, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? SnoozedUntil, string CustomerName = "")
{
    /// <summary>Whether a person had a hand in it: resolved it, put it off, or was left with it.</summary>
    public bool WithPerson { get; init; }
}

/// <summary>A turn that a customer began, in the list of turns. Nothing of what was said.</summary>
/// <param name="EndedAt">When it was answered or failed for good; null before.</param>
/// <param name="WaitsSince">Since when it waits for a person; null when it does not.</param>
/// <param name="WithPerson">Whether it went to a person, or a person answered it.</param>
public sealed record TurnRow(
    string Workspace, string CustomerId, string TurnId, string Intent, string Status, DateTimeOffset At, DateTimeOffset? EndedAt, DateTimeOffset? WaitsSince,
    bool WithPerson, string CustomerName = "");

/// <summary>An approval in the list of approvals. The status is snake case, <paramref name="Body"/> the whole of it as JSON.</summary>
/// <param name="CustomerName">The company as of the reading; written with the customer, not with this row.</param>
public sealed record ApprovalRow(
    string Workspace, string CustomerId, string ApprovalId, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Body, string CustomerName = "");

/// <summary>Finds a customer by the keyed hash of one of its API keys.</summary>
public sealed record KeyRow(string Workspace, string CustomerId, string KeyId, string KeyHash);

/// <summary>Ids of activity events counted in one write, remembered so that repeats are counted once.</summary>
/// <param name="Hashes">16 bytes an id.</param>
public sealed record ActivityIdsChunk(DateTimeOffset At, byte[] Hashes);
