using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Policy;
using Aegis.Storage.States;

namespace Aegis.Grains.Policy;

/// <inheritdoc cref="IPolicyGrain"/>
[GrainType("policy")]
public sealed class PolicyGrain(
    [PersistentState("policy")] IPersistentState<PolicyState> policy, IActorAuthority authority, PolicyFile file, TimeProvider time) : Grain, IPolicyGrain
{
    private const int HistoryKept = 200;
    private const int LoadsKept = 20;
    private const int MostSwitches = 1_000;
    private const int MaxReason = 500;
    private const string Topic = "policy";

    private KillSwitches _switches = KillSwitches.None;

    private GrainKey Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private PolicyState State => policy.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Publish();
        return Task.CompletedTask;
    }

    public async Task<Result<PolicyReport>> GetAsync(Actor actor)
    {
        if (Check(actor, Right.Read) is { } refusal)
            return refusal;
        var loaded = file.Loaded;
        if (State.Loads.Count == 0 || State.Loads[^1].Hash != loaded.Policy.Hash)
            await RememberAsync(loaded);
        return new PolicyReport(file.Origin, loaded.Text, loaded.Policy.Hash, loaded.LoadedAt, loaded.Fault, _switches, [.. State.History], [.. State.Loads], PolicyWords.Of(loaded.Policy));
    }

    public Task<Result<Done>> CheckAsync(Actor actor, string text) => Task.FromResult<Result<Done>>(
        Check(actor, Right.Read) is { } refusal ? refusal : PolicyText.Read(text ?? "") is { Refusal: { } fault } ? fault : Done.Instance);

    public Task<Result<PolicySummary>> PreviewAsync(Actor actor, string text)
    {
        if (Check(actor, Right.Read) is { } refusal)
            return Task.FromResult<Result<PolicySummary>>(refusal);
        var read = PolicyText.Read(text ?? "");
        return Task.FromResult<Result<PolicySummary>>(read.Ok ? PolicyWords.Of(read.Value) : read.Refusal);
    }

    public async Task<Result<KillSwitches>> SwitchAsync(Actor actor, SwitchOrder order)
    {
        if ((Check(actor, Right.Decide) ?? Check(order)) is { } refusal)
            return refusal;
        var known = State.On.FindIndex(s => s.Scope == order.Scope && s.Name == order.Name);
        if (known >= 0 == order.On)
            return _switches;
        if (order.On && State.On.Count >= MostSwitches)
            return new Refusal(RefusalKind.Conflict, $"{MostSwitches:N0} switches are on: turn one off, or stop the fleet.", "on");

        var now = time.GetUtcNow();
        if (order.On)
            State.On.Add(new(order.Scope, order.Name, actor.ToString(), now, order.Reason));
        else
            State.On.RemoveAt(known);
        State.Version++;
        State.History.Add(new(order.Scope, order.Name, order.On, actor.ToString(), now, order.Reason));
        if (State.History.Count > HistoryKept)
            State.History.RemoveAt(0);
        State.Journal.Send(new OutboxDraft(Topic, Key.ToString(), now, JsonText.Object(
            ("change", order.On ? "stopped" : "released"), ("scope", SnakeCase.Of(order.Scope)), ("name", order.Name), ("by", actor.ToString()))));
        await policy.WriteOrDeactivateAsync(DeactivateOnIdle);
        Publish();
        return _switches;
    }

    public Task<Result<KillSwitches>> ReadSwitchesAsync(Actor actor) =>
        Task.FromResult<Result<KillSwitches>>(Check(actor, Right.Read) is { } refusal ? refusal : _switches);

    public async Task<Result<bool>> TakeAsync(Actor actor, string tool, string actionId, int places)
    {
        if (Check(actor, Right.Operate) is { } refusal)
            return refusal;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var taken = State.Day == today && State.Taken.TryGetValue(tool, out var known) ? known : [];
        if (taken.Contains(actionId))
            return true;
        if (taken.Count >= places)
            return false;
        if (State.Day != today)
            (State.Day, State.Taken) = (today, new(StringComparer.Ordinal));
        taken.Add(actionId);
        State.Taken[tool] = taken;
        await policy.WriteOrDeactivateAsync(DeactivateOnIdle);
        return true;
    }

    private async Task RememberAsync(LoadedPolicy loaded)
    {
        State.Loads.Add(new(loaded.Policy.Hash, loaded.LoadedAt, loaded.Text));
        if (State.Loads.Count > LoadsKept)
            State.Loads.RemoveAt(0);
        await policy.WriteOrDeactivateAsync(DeactivateOnIdle);
    }

    /// <summary>What readers see is committed: they come in between.</summary>
    private void Publish() => _switches = new(State.Version, [.. State.On]);

    private Refusal? Check(Actor actor, Right right) => authority.CheckWorkspace(actor, Key.Workspace, right);

    private static Refusal? Check(SwitchOrder? order) => order switch
    {
        null => new(RefusalKind.Invalid, "There is no order."),
        _ when !Enum.IsDefined(order.Scope) => new(RefusalKind.Invalid, "'scope' must be fleet, customer, agent or action.", "scope"),
        { Scope: SwitchScope.Fleet, Name.Length: > 0 } => new(RefusalKind.Invalid, "'name' must be empty for the fleet.", "name"),
        { Scope: not SwitchScope.Fleet } when ShownText.IsBlank(order.Name) || order.Name.Length > 200 || TextRules.FaultOfLine(order.Name) is not null =>
            new(RefusalKind.Invalid, $"'name' is '{TextRules.Show(order.Name ?? "")}': it must say which {SnakeCase.Of(order.Scope)}.", "name"),
        _ when ShownText.IsBlank(order.Reason) || order.Reason.Length > MaxReason =>
            new(RefusalKind.Invalid, $"'reason' must be text of 1 to {MaxReason} characters that can be seen.", "reason"),
        _ when TextRules.FaultOfText(order.Reason) is { } fault => new(RefusalKind.Invalid, $"'reason' ('{TextRules.Show(order.Reason)}') {fault}.", "reason"),
        _ => null,
    };
}
