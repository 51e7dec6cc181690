using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Embedded.Simulation;
using Aegis.Keys;
using Aegis.Sandbox;
using Aegis.Simulation.Disk;
using Aegis.Simulation.Grid;

namespace Aegis.Simulation.Workload;

/// <summary>All that is asked of the grid for one customer, and what the grid confirmed of it. Asks again until it is answered.</summary>
public sealed class CustomerClient(GrainKey key, Operator grid, SimulatedProcess self, Dice dice)
{
    private static readonly string[] s_messages =
    [
        "I'm a new customer, help me get started with Chargebee",
        "hello, please set me up with a test account",
        "What is my status?",
        "Can you show me code for Python?",
    ];

    private readonly HashSet<string> _eventIds = [];
    private int _sandboxSent;
    private int _sandboxAnswered;
    private string? _company;
    private Approval? _approval;

    public GrainKey Key => key;

    /// <summary>What it asked last and how that failed, for whoever looks why nothing moves.</summary>
    public string Doing { get; private set; } = "";

    /// <summary>Messages whose turn ids the grid confirmed.</summary>
    public List<string> Turns { get; } = [];

    /// <summary>Keys the grid confirmed, by id.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    public async Task RunAsync()
    {
        await AskAsync(g => g.Customer(key).CreateAsync(Admin(g), new NewCustomer($"{key.CustomerId} Inc", $"{key.CustomerId}@example.com", ["Python"])));
        await Task.WhenAll(ReportActivityAsync(), ConverseAsync(), UseKeysAsync(), ChangeProfileAsync(), HavePeopleDecideAsync());
    }

    /// <summary>Whether nothing of the customer is in flight any more.</summary>
    public async Task<bool> IsSettledAsync()
    {
        var conversation = await AskAsync(g => g.Orchestrator(key).GetConversationAsync(Admin(g)));
        var actions = await AskAsync(g => g.Customer(key).ListActionsAsync(Admin(g)));
        Doing = string.Join(", ", conversation.Turns.Select(t => $"turn {t.Status}").Concat(actions.Select(a => $"{a.Name} {a.Status} {a.RetryAfter}")));
        return conversation.Turns.All(t => t.Status is TurnStatus.Answered or TurnStatus.Failed)
            && actions.All(a => a.Status != ActionStatus.InFlight && (a.Status != ActionStatus.Unknown || a.RetryAfter is null))
            && (_approval is null || actions.Any(a => a.Id == _approval.ActionId && (a.Status != ActionStatus.Failed || a.RetryAfter is null)));
    }

    /// <summary>Compares what the grid says with what it confirmed.</summary>
    public async Task CheckAsync()
    {
        var customer = await AskAsync(g => g.Customer(key).GetAsync(Admin(g)));
        if (customer.TotalApiCalls < _eventIds.Count + _sandboxAnswered || customer.TotalApiCalls > _eventIds.Count + _sandboxSent)
            throw new InvariantBroken($"{key} reported {_eventIds.Count} events and made {_sandboxAnswered} to {_sandboxSent} sandbox calls, {customer.TotalApiCalls} are counted");
        if (_company is not null && customer.Company != _company)
            throw new InvariantBroken($"{key} was confirmed as '{_company}' and is '{customer.Company}'");

        var conversation = await AskAsync(g => g.Orchestrator(key).GetConversationAsync(Admin(g)));
        foreach (var turn in Turns.Where(id => !conversation.Turns.Any(t => t.Id == id)))
            throw new InvariantBroken($"the confirmed turn {turn} of {key} is gone");
        if (_approval is { } agreed && (await AskAsync(g => g.Customer(key).GetApprovalAsync(Admin(g), agreed.Id))) is { } now
            && (now.Status != ApprovalStatus.Approved || now.ActionStatus is ActionStatus.PendingApproval or ActionStatus.InFlight))
            throw new InvariantBroken($"the approval {agreed.Id} of {key}, confirmed as given, is {now.Status} and its action {now.ActionStatus}");
        foreach (var (id, secret) in Secrets)
        {
            if ((await AskAsync(g => g.Customer(key).RevealKeyAsync(Admin(g), id))).Secret != secret)
                throw new InvariantBroken($"the confirmed key {id} of {key} is another now");
        }
    }

    private async Task ReportActivityAsync()
    {
        if (dice.Below(4) == 0)
            await SpikeAsync();
        for (var batch = dice.Below(5); batch >= 0; batch--)
        {
            var now = self.Clock.GetUtcNow();
            var events = Enumerable.Range(0, 1 + dice.Below(4)).Select(i => new ActivityEvent(
                $"{batch}-{i}", "/v2/customers", dice.Below(4) == 0 ? 401 : 200, now.AddMinutes(-dice.Below(600)))).ToImmutableArray();
            // Once more now and then, although it was confirmed: a repeat counts nothing.
            for (var times = 1 + dice.Below(2); times > 0; times--)
                await AskAsync(g => g.Customer(key).RecordAsync(Admin(g), events));
            _eventIds.UnionWith(events.Select(e => e.Id!));
            await PauseAsync();
        }
    }

    /// <summary>Most calls fail at once: a problem that Aegis takes up by itself, with a ticket.</summary>
    private async Task SpikeAsync()
    {
        var now = self.Clock.GetUtcNow();
        var events = Enumerable.Range(0, 12).Select(i => new ActivityEvent($"spike-{i}", "/v2/customers", i < 8 ? 401 : 200, now)).ToImmutableArray();
        await AskAsync(g => g.Customer(key).RecordAsync(Admin(g), events));
        _eventIds.UnionWith(events.Select(e => e.Id!));
        await PauseAsync();
    }

    private async Task ConverseAsync()
    {
        for (var message = 0; message < 1 + dice.Below(3); message++)
        {
            var text = message == 0 ? s_messages[0] : dice.Pick(s_messages);
            Turns.Add(await AskAsync(g => g.Orchestrator(key).SendAsync(OfCustomer(g), text, $"message-{message}")));
            await PauseAsync();
        }
    }

    private async Task UseKeysAsync()
    {
        if (dice.Below(2) == 0)
            return;
        var issued = await AskAsync(g => g.Customer(key).IssueKeyAsync(Admin(g), KeyEnvironment.Test, "own"));
        var revealed = await AskAsync(g => g.Customer(key).RevealKeyAsync(Admin(g), issued.Id));
        Secrets[issued.Id] = revealed.Secret;
        for (var calls = dice.Below(3); calls > 0; calls--)
        {
            await AskOnceAsync(g => g.Customer(key).CallSandboxAsync(
                g.Authority.Sign("edge", Role.System, key.Workspace), new SandboxCall("/v2/customers", g.Hasher.Hash(revealed.Secret), "Basic", WellFormed: true)));
            await PauseAsync();
        }
    }

    /// <summary>A service asks for a ticket, and a person agrees: once begun, it ends, whatever crashes in between.</summary>
    private async Task HavePeopleDecideAsync()
    {
        if (dice.Below(2) == 0)
            return;
        var wish = new ActionProposal("asked", null, Tools.CreateTicket, ImmutableSortedDictionary<string, string>.Empty.Add("summary", "It fails").Add("description", "Since noon"));
        var asked = await AskAsync(g => g.Customer(key).RequestApprovalAsync(g.Authority.Sign("service", Role.Agent, key.Workspace), wish, null));
        await PauseAsync();
        _approval = await AskAsync(g => g.Customer(key).ApproveAsync(g.Authority.Sign("approver", Role.Approver, key.Workspace), asked.Id, new(null, asked.ArgumentsHash)));
    }

    private async Task ChangeProfileAsync()
    {
        for (var change = dice.Below(3); change > 0; change--)
        {
            await PauseAsync();
            var company = $"{key.CustomerId} {change}";
            _company = (await AskAsync(g => g.Customer(key).UpdateAsync(Admin(g), new CustomerChanges(Company: company)))).Company;
        }
    }

    private Task PauseAsync() => Task.Delay(dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(1 << dice.Below(15))), self.Clock);

    /// <summary>Asks until there is an answer, whatever fails on the way.</summary>
    private async Task<T> AskAsync<T>(Func<GridProcess, Task<Result<T>>> ask)
    {
        while (true)
        {
            var answer = await TryAsync(ask);
            if (answer is { Ok: true })
                return answer.Value;
            if (answer is { Refusal: { Kind: not RefusalKind.TooMany } refusal })
                throw new InvariantBroken($"{key} was refused: {refusal.Message}");
            Doing = answer?.Refusal?.Message ?? Doing;
            await PauseAsync();
        }
    }

    private async Task AskOnceAsync(Func<GridProcess, Task<SandboxVerdict>> ask)
    {
        _sandboxSent++;
        if (await TryAsync(ask) is not null)
            _sandboxAnswered++;
    }

    private async Task<T?> TryAsync<T>(Func<GridProcess, Task<T>> ask) where T : class
    {
        var process = await grid.Running;
        try
        {
            var asked = ask(process);
            await Task.WhenAny(asked, process.Process.Killed);
            return asked.IsCompleted ? await asked : null;
        }
        catch (Exception failure) when (failure is not InvariantBroken)
        {
            // Nothing was confirmed; it may have been done or not.
            Doing = failure.Message;
            return null;
        }
    }

    private Actor Admin(GridProcess g) => g.Authority.Sign("simulation", Role.Admin, key.Workspace);

    private Actor OfCustomer(GridProcess g) => g.Authority.Sign(key.CustomerId, Role.Customer, key.Workspace);
}
