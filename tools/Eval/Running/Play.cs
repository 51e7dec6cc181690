using Aegis.Actions;
using Aegis.Actors;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets;
using Aegis.Conversations;
using Aegis.Embedded.Simulation;
using Aegis.Eval.Checks;
using Aegis.Eval.Grid;
using Aegis.Eval.Scenarios;
using Aegis.Keys;

namespace Aegis.Eval.Running;

/// <summary>Makes the steps of a scenario happen, one after the other, and checks each answer as it comes.</summary>
internal sealed class Play(EvalGrid grid, Scenario scenario, Dice dice, MissList misses, CancellationToken cancellationToken)
{
    private readonly HashSet<string> _acted = [];
    private readonly Dictionary<string, (string Text, string Operation)> _said = [];
    private int _operations;

    /// <summary>The customers something happened to.</summary>
    public IReadOnlySet<string> Acted => _acted;

    public async Task PlayAsync(Step step)
    {
        _acted.Add(step.Of);
        var refusal = step switch
        {
            Step.Say say => await SayAsync(say),
            Step.Rate rate => await RateAsync(rate),
            Step.Pass pass => Pass(pass),
            Step.Call call => await CallAsync(call),
            Step.Report report => await ReportAsync(report),
            Step.Key key => await KeyAsync(key),
            Step.Decide decide => await Decisions.DecideAsync(grid, decide),
            Step.TakeOver takeOver => (await grid.Conversation(step.Of).TakeOverAsync(Sign(takeOver.By), takeOver.On)).Refusal,
            Step.Propose propose => await ProposeAsync(propose),
            Step.Break broken => Break(broken),
            Step.Write comment => await WriteAsync(comment),
            _ => await RestartAsync(),
        };
        await SettleAsync();
        if (refusal is null == step.Refused)
            misses.Add(step.Line, refusal is null ? "This was to be refused, and was done." : $"This was refused: {refusal.Message}");
        var expected = step switch { Step.Say say => say.Expect, Step.Rate rate => rate.Expect, _ => null };
        if (expected is not null)
            ReplyChecks.Check(step.Line, expected, await AnswerAsync(step), misses);
    }

    private async Task<Refusal?> SayAsync(Step.Say say)
    {
        var (text, operation) = say.Again && _said.TryGetValue(say.Of, out var before) ? before : (dice.Pick(say.Wordings), $"eval-{++_operations}");
        _said[say.Of] = (text, operation);
        return (await grid.Conversation(say.Of).SendAsync(say.As is { } who ? Sign(who) : Self(say.Of), text, operation)).Refusal;
    }

    private async Task<Refusal?> RateAsync(Step.Rate rate)
    {
        var answered = (await TurnsAsync(rate.Of)).Where(t => t is { Reply: not null, Intent: not "rated" }).SkipLast(rate.Back).LastOrDefault();
        return answered is null
            ? new Refusal(RefusalKind.NotFound, "There is no answer to rate.")
            : (await grid.Conversation(rate.Of).RateAsync(rate.As is { } who ? Sign(who) : Self(rate.Of), new(answered.Id, rate.Up ? "up" : "down", rate.Comment))).Refusal;
    }

    private Refusal? Pass(Step.Pass pass)
    {
        grid.Clock.Leap(pass.Time);
        return null;
    }

    private async Task<Refusal?> CallAsync(Step.Call call)
    {
        var secret = call.With switch
        {
            "none" => null,
            "unknown" => $"sk_test_{new string('x', 38)}",
            _ => await SecretAsync(call),
        };
        for (var i = 0; i < call.Times; i++)
        {
            var status = await grid.CallProductAsync(secret, call.How, cancellationToken);
            if (call.Status is { } expected && status != expected)
                misses.Add(call.Line, $"The product answered {status}, not {expected}.");
        }

        return null;
    }

    private async Task<string?> SecretAsync(Step.Call call)
    {
        var (environment, status) = call.With == "revoked" ? (KeyEnvironment.Test, KeyStatus.Revoked) : (call.With == "live" ? KeyEnvironment.Live : KeyEnvironment.Test, KeyStatus.Active);
        var key = (await grid.Customer(call.Of).ListKeysAsync(grid.Aegis)).Value.Where(k => k.Environment == environment && k.Status == status).MaxBy(k => k.CreatedAt);
        if (key is null)
        {
            misses.Add(call.Line, $"There is no {call.With} key to call with.");
            return null;
        }

        return (await grid.Customer(call.Of).RevealKeyAsync(grid.Aegis, key.Id)).Value?.Secret;
    }

    private async Task<Refusal?> ReportAsync(Step.Report report) =>
        (await grid.Customer(report.Of).RecordAsync(grid.Aegis, [.. TrialRun.Events(report.Calls, grid.Clock.GetUtcNow(), $"r{++_operations}")])).Refusal;

    private async Task<Refusal?> KeyAsync(Step.Key key)
    {
        var actor = key.As is { } who ? Sign(who) : Self(key.Of);
        var customer = grid.Customer(key.Of);
        if (key.Verb == KeyVerb.Issue)
            return (await customer.IssueKeyAsync(actor, key.Environment, $"eval-{++_operations}")).Refusal;
        if ((await customer.ListKeysAsync(grid.Aegis)).Value.Where(k => k.Environment == key.Environment && k.Status == KeyStatus.Active).MaxBy(k => k.CreatedAt) is not { } known)
            return new Refusal(RefusalKind.NotFound, $"There is no {Spelling.Of(key.Environment)} key.");
        return key.Verb switch
        {
            KeyVerb.Rotate => (await customer.RotateKeyAsync(actor, known.Id, $"eval-{++_operations}")).Refusal,
            KeyVerb.Revoke => (await customer.RevokeKeyAsync(actor, known.Id)).Refusal,
            _ => (await customer.RevealKeyAsync(actor, known.Id)).Refusal,
        };
    }

    private async Task<Refusal?> ProposeAsync(Step.Propose propose)
    {
        var begun = await grid.Customer(propose.Of).BeginActionAsync(Sign(propose.As), new($"eval-{++_operations}", propose.Agent, propose.Tool, propose.Arguments));
        if (!begun.Ok)
            return begun.Refusal;
        if (begun.Value.MustRun)
            await grid.Grains.GetGrain<IActionRunner>(0).RunAsync(begun.Value, cancellationToken);
        return begun.Value.Status == ActionStatus.Refused ? new Refusal(RefusalKind.Forbidden, begun.Value.Evidence) : null;
    }

    private Refusal? Break(Step.Break broken)
    {
        new Observer(grid, cancellationToken).Sandboxes.Single(s => s.Kind == broken.Provider).Faults.Set(
            new Fault { Kind = broken.Kind, Operation = broken.Operation, Count = Math.Max(1, broken.Count), Delay = TimeSpan.FromMilliseconds(100) });
        return null;
    }

    private async Task<Refusal?> WriteAsync(Step.Write comment)
    {
        await grid.Services.GetRequiredService<ITickets>().CommentAsync(comment.Ticket, comment.Text, $"{Observer.Placed}c{++_operations}", cancellationToken);
        return null;
    }

    private async Task<Refusal?> RestartAsync()
    {
        await grid.RestartAsync(cancellationToken);
        return null;
    }

    /// <summary>The answer a step brought: of a message its own, of a thumb the turn of Aegis' own that took it in.</summary>
    private async Task<Turn?> AnswerAsync(Step step)
    {
        var turns = await TurnsAsync(step.Of);
        return step is Step.Rate ? turns.LastOrDefault(t => t.Intent == "rated") : turns.LastOrDefault(t => t is { Message: not null, AnsweredWith: null });
    }

    private async Task<ImmutableArray<Turn>> TurnsAsync(string id) => (await grid.Conversation(id).GetConversationAsync(grid.Aegis)).Value?.Turns ?? [];

    private Task SettleAsync() => grid.SettleAsync(scenario.Everybody.Select(p => p.Id), cancellationToken);

    private Actor Self(string id) => grid.Sign(id, Role.Customer);

    private Actor Sign(Who who) => grid.Sign(who.Id, who.Role);
}
