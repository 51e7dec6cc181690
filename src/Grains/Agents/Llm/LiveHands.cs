using System.Text.Json;
using Aegis.Actions;
using Aegis.Agents;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Makes a model's tool calls with the turn's tools, one after the other. What cannot be made is answered to the model.</summary>
internal sealed class LiveHands(ToolBox tools, OfferedTools offered, Facts facts) : IHands
{
    /// <summary>What is known by now.</summary>
    public Facts Facts { get; set; } = facts;

    public async Task<ToolAnswer> UseAsync(RecordedCall call, CancellationToken cancellationToken)
    {
        if (offered.Find(call.Name) is not { } tool)
            return new($"There is no tool '{TextRules.Show(call.Name)}'. There are: {string.Join(", ", offered.Names)}.", IsFault: true);
        if (!TryParse(call.Arguments, out var given))
            return new($"The arguments of {call.Name} are no valid JSON.", IsFault: true);
        var arguments = ToolInput.Read(tool, given);
        if (!arguments.Ok)
            return new($"{arguments.Refusal.Message} The customer is always the one of this conversation, and no argument names one.", IsFault: true);
        return await UseAsync(tool, arguments.Value, cancellationToken);
    }

    private async Task<ToolAnswer> UseAsync(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        if (tool.Changes && Facts.Taken.LastOrDefault(a => a.Name == tool.Name) is { Status: ActionStatus.Failed or ActionStatus.Unknown } failed)
            return new($"{tool.Name} was tried this turn and is {SnakeCase.Of(failed.Status)}: it is not tried again now.");
        if (ToolWishes.BeginsSetUp(tool, arguments, Facts))
            Facts = await tools.MakeAsync(new Move.StartWorkflow(OnboardingPlaybook.Workflow), Facts, cancellationToken);
        var wish = ToolWishes.Of(tool, arguments, Facts);
        if (!wish.Ok)
            return new($"Not done: {wish.Refusal.Message}.", IsFault: true);
        var (taken, found) = (Facts.Taken.Length, Facts.Findings.Length);
        Facts = await tools.MakeAsync(wish.Value, Facts, cancellationToken);
        return Tell(tool, taken, found);
    }

    /// <summary>What came of the move. That the turn is no longer the agent's ends the talk; any other halt is the model's to tell of.</summary>
    private ToolAnswer Tell(ToolSpec tool, int taken, int found)
    {
        var halt = Facts.Halt;
        if (halt is { Kind: HaltKind.Stopped })
            throw new StoppedException();
        Facts = Facts with { Halt = null };
        if (Facts.Taken.Length > taken)
            return new(MarkedData.Wrap(tool.Origin ?? "the action's record", $"{tool.Name}: {SnakeCase.Of(Facts.Taken[^1].Status)}. {Facts.Taken[^1].Evidence}{Outputs(Facts.Taken[^1])}{(halt is null ? "" : $"\n{Meaning(halt)}")}"));
        if (Facts.Findings.Length > found)
            return new(MarkedData.Wrap(tool.Origin ?? tool.Name, Facts.Findings[^1].Told));
        return halt is not null
            ? new($"Not done: {halt.Reason}", IsFault: true)
            : new(MarkedData.Wrap(tool.Name, ModelContext.Profile(Facts)));
    }

    private static string Meaning(Halt halt) => halt.Kind == HaltKind.Later
        ? "Aegis tries this step again by itself; do not try it again."
        : "This waits for a person; do not try it again.";

    private static string Outputs(ActionRecord action) => string.Concat(action.Output.Where(o => o.Key is "result" or "ticket" or "url" or "key_id" or "site" or "trial_end").Select(o => $"\n{o.Key}: {o.Value}"));

    private static bool TryParse(string text, out JsonElement given)
    {
        given = default;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        try
        {
            using var document = JsonDocument.Parse(text);
            given = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>The turn is no longer the agent's: a person took over, or another attempt has it.</summary>
internal sealed class StoppedException() : Exception("The turn is no longer the agent's.");
