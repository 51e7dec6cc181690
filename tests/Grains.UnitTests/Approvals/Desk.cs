using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Policy;

namespace Aegis.Grains.UnitTests.Approvals;

/// <summary>The rules of approvals on a customer's state in memory, with guards of the test's own.</summary>
internal sealed class Desk
{
    public static readonly GrainKey Customer = new("default", "acme");

    private readonly ActionProtocol _actions;
    private readonly ApprovalProtocol _approvals;

    public Desk(ApprovalGuards? guards = null)
    {
        var options = new GridOptions { InstanceId = "desk" };
        var clock = new LeaseClock(Time, options);
        // No key is issued here.
        _actions = new(clock, options, new InternalActions(null!));
        _approvals = new(clock, options, _actions, guards ?? new ApprovalGuards());
    }

    public FakeTimeProvider Time { get; } = new();

    public PolicyInForce InForce { get; set; } = new(PolicyText.BuiltIn, KillSwitches.None);

    public CustomerState State { get; } = new() { Company = "Acme", Email = "dev@acme.example", Version = 1, Tier = Tier.Pro };

    /// <summary>What was let go to be performed.</summary>
    public List<ActionTicket> Released { get; } = [];

    public static Actor Actor(string id, Role role = Role.Approver) => new(id, role, "default", "");

    public Approval Only => Shown(State.Approvals!.ShouldHaveSingleItem());

    /// <summary>An agent asks for it in the name of somebody.</summary>
    public Approval Ask(string tool, string asker, params (string Name, string Value)[] arguments)
    {
        var begun = Propose(tool, asker, arguments);
        begun.Refusal.ShouldBeNull();
        return Shown(ApprovalLog.OfAction(State, ActionLog.Find(State, begun.Value!.ActionId)!)!);
    }

    public Result<ActionTicket> Propose(string tool, string asker, params (string Name, string Value)[] arguments) => _actions.Begin(
        Customer, State, Actor(asker, Role.Agent), new($"op:{tool}", "growth", tool, arguments.ToImmutableSortedDictionary(a => a.Name, a => a.Value)), new Asking(InForce, Then));

    public Approval AskDiscount(int percent = 10, string asker = "carol") =>
        Ask(Tools.ApplyDiscount, asker, ("percent", percent.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public Result<Approval> Approve(string id, Actor by, string? seen = null) => Take(_approvals.Approve(Customer, State, by, id, new("Fine.", seen), InForce));

    public Result<Approval> Reject(string id, Actor by, string? notes = null) => Take(_approvals.Reject(Customer, State, by, id, new(notes)));

    public Result<Approval> Edit(string id, Actor by, string percent, string? seen = null) =>
        Take(_approvals.Edit(Customer, State, by, id, new(ImmutableSortedDictionary<string, string>.Empty.Add("percent", percent), "Less.", seen), InForce));

    public Result<Approval> Comment(string id, Actor by, string text) => Take(_approvals.Comment(Customer, State, by, id, text));

    public void Expire() => _approvals.Expire(Customer, State);

    /// <summary>As every commit of the customer's state does.</summary>
    public void Review() => _approvals.Review(Customer, State);

    public ActionRecord Complete(ActionTicket ticket, ActionOutcome outcome) => _actions.Complete(Customer, State, ticket.ActionId, ticket.Epoch, outcome);

    public ImmutableArray<ActionTicket> Resume() => _actions.Resume(Customer, State, InForce);

    public IEnumerable<string> Kinds => State.Journal.Ledger.Select(entry => entry.Kind);

    public IEnumerable<string> Commands => State.Journal.Outbox.Select(message => message.Topic).Where(Storage.Database.Commands.Contains);

    /// <summary>Puts other arguments into the action that waits, past every rule.</summary>
    public void Swap(string name, string value)
    {
        var action = State.Actions.ShouldHaveSingleItem();
        var arguments = action.Arguments.SetItem(name, value);
        State.Actions[0] = action with { Arguments = arguments, ArgumentsHash = ArgumentsHash.Of(action.Tool, arguments) };
    }

    private Result<Approval> Take(ApprovalProtocol.Decided decided)
    {
        if (decided.Ticket is { } ticket)
            Released.Add(ticket);
        return decided.Answer;
    }

    private CustomerThen Then() => new(Time.GetUtcNow(), State.Tier, State.Stage, HealthStatus.Healthy, 80, 0, 0, UsageTrend.Stable, 0);

    private static Approval Shown(StoredApproval approval) => approval.Shown;
}
