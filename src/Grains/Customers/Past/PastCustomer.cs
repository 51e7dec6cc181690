using System.Text.Json;
using Aegis.Actions;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.Hosting;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Grains.Customers.Past;

/// <summary>A customer that becomes, entry by entry, what its ledger says of it. Kinds that it does not know, of a later version, change nothing.</summary>
internal sealed class PastCustomer(string customerId, DateTimeOffset at)
{
    private readonly List<PastKey> _keys = [];
    private readonly Dictionary<string, PastAction> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PastWorkflow> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PastIntervention> _interventions = new(StringComparer.Ordinal);
    private CustomerPast _past = new() { Id = customerId, At = at };
    private bool _known;

    public CustomerPast? Close(DateTimeOffset? nextAt) => !_known ? null : _past with
    {
        NextAt = nextAt,
        Keys = [.. _keys],
        Actions = [.. _actions.Values.OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal)],
        Workflows = [.. _workflows.Values.OrderBy(w => w.At).ThenBy(w => w.Id, StringComparer.Ordinal)],
        Interventions = [.. _interventions.Values.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id, StringComparer.Ordinal)],
    };

    public void Take(LedgerEntry entry)
    {
        _past = _past with { Seq = entry.Seq, ChangedAt = entry.At, PreviousAt = entry.At > _past.ChangedAt && _past.Seq > 0 ? _past.ChangedAt : _past.PreviousAt };
        // Erased, nothing it said can be read; while it is being erased, it is not found.
        if (entry.Kind == "erasing")
            _known = false;
        if (entry.Data is not { } json)
            return;
        using var document = JsonDocument.Parse(json);
        Take(entry, new EntryBody(document.RootElement));
    }

    private void Take(LedgerEntry entry, EntryBody body)
    {
        switch (entry.Kind)
        {
            case "customer_created":
                _known = true;
                Describe(body);
                _past = _past with { CreatedAt = entry.At };
                break;
            case "profile_updated":
                Describe(body);
                break;
            case "customer_imported":
                _past = _past with { Tier = body.One<Tier>("tier"), Stage = body.One<Stage>("stage"), CreatedAt = body.Time("createdAt") ?? _past.CreatedAt };
                break;
            case "tier_changed":
                _past = _past with { Tier = body.One<Tier>("to") };
                break;
            case "stage_changed":
                _past = _past with { Stage = body.One<Stage>("to") };
                break;
            case "health_changed":
                _past = _past with { Health = body.One<HealthStatus>("to"), EngagementScore = body.Int("engagementScore"), RiskFactors = body.Texts("riskFactors") ?? [] };
                break;
            case "key_issued":
                _keys.Add(new(body.Text("keyId"), body.One<KeyEnvironment>("environment"), body.Text("prefix"), KeyStatus.Active, entry.At));
                break;
            case "key_revoked" or "key_rotated":
                Revoke(body.Text("keyId"));
                break;
            case "taken_over":
                _past = _past with { Wheel = entry.Actor };
                break;
            case "handed_back":
                _past = _past with { Wheel = null };
                break;
            default:
                TakeWork(entry, body);
                break;
        }
    }

    /// <summary>What goes on over several entries: actions, approvals, workflows, interventions.</summary>
    private void TakeWork(LedgerEntry entry, EntryBody body)
    {
        if (body.Optional("interventionId") is { } intervention)
            Follow(intervention, body, entry.At);
        else if (body.Optional("workflowId") is { } workflow)
            _workflows[workflow] = new(workflow, body.Text("workflow"), body.One<WorkflowStatus>("status"), body.Optional("step"), entry.At);
        else if (entry.ActionId is { } action && StatusOf(entry.Kind, body) is { } status)
            Follow(action, status, body, entry.At);
    }

    private void Describe(EntryBody body) => _past = _past with
    {
        Company = body.Optional("company") ?? _past.Company,
        Email = body.Optional("email") ?? _past.Email,
        TechStack = body.Texts("techStack") ?? _past.TechStack,
        TimeZone = body.Optional("timeZone") ?? _past.TimeZone,
    };

    private void Revoke(string keyId)
    {
        if (_keys.FindIndex(key => key.Id == keyId) is >= 0 and var place)
            _keys[place] = _keys[place] with { Status = KeyStatus.Revoked };
    }

    private void Follow(string id, EntryBody body, DateTimeOffset at)
    {
        var status = body.One<InterventionStatus>("status");
        if (status == InterventionStatus.Resolved)
        {
            _interventions.Remove(id);
            return;
        }

        var known = _interventions.GetValueOrDefault(id);
        // A reason of the episode is what was found; other entries give reasons of their own.
        var reason = body.Optional("reason") is { } said && (known is null || body.Int("finding") is not null && status == InterventionStatus.Acting) ? said : known?.Reason ?? "";
        _interventions[id] = new(
            id, body.One<InterventionType>("type"), status, body.One<InterventionPriority>("priority"), reason, body.Optional("ticket") ?? known?.Ticket, known?.OpenedAt ?? at);
    }

    private void Follow(string id, ActionStatus status, EntryBody body, DateTimeOffset at)
    {
        if (status is ActionStatus.InFlight or ActionStatus.PendingApproval or ActionStatus.Unknown)
            _actions[id] = new(id, body.Text("tool"), status, body.Optional("evidence") ?? body.Optional("reason") ?? "", at);
        else
            _actions.Remove(id);
    }

    private static ActionStatus? StatusOf(string kind, EntryBody body) => kind switch
    {
        "action_intended" => ActionStatus.InFlight,
        "action_completed" or "action_refused" or "action_settled" or "action_delayed" => body.OptionalOne<ActionStatus>("status"),
        "approval_requested" => ActionStatus.PendingApproval,
        "approval_rejected" or "approval_expired" or "approval_invalidated" => ActionStatus.Refused,
        _ => null,
    };
}
