using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Conversations;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Agents.Llm;

/// <summary>
/// The brain that asks a language model. It answers what customers say; turns of Aegis' own, and judgements of answers, are played by the book: their tickets and words are fixed.
/// Where the model is down, slow, over budget or talks nonsense, the playbook takes the turn over with what was done already.
/// </summary>
public sealed partial class LlmBrain(
    ILanguageModel model, PlaybookBrain playbooks, ToolCatalogue catalogue, LlmOptions options, GridOptions grid, TimeProvider time, ILogger<LlmBrain> logger) : IBrain
{
    public async Task<Thought> ThinkAsync(ToolBox tools, Facts facts, CancellationToken cancellationToken)
    {
        if (facts.Work.Message is null || facts.Work.Route.Agent == Router.FeedbackAgent)
            return await playbooks.ThinkAsync(tools, facts, cancellationToken);

        var aegis = facts.Work.Worker ?? throw new InvalidOperationException("The turn has no worker.");
        var offered = new OfferedTools(catalogue.For(facts.Work.Route.Agent));
        var recorder = new TurnRecorder(tools.Grains, facts.Work, model.Name, offered.Names, grid.PublicUrl, aegis, time);
        var hands = new LiveHands(tools, offered, facts);
        try
        {
            return await ThinkAsync(tools, hands, recorder, new(model, offered, tools, hands, tools.Grains.GetGrain<IModelBudgetGrain>(aegis.Workspace), recorder, aegis, time), cancellationToken);
        }
        catch (StoppedException)
        {
            return await playbooks.ThinkAsync(tools, hands.Facts with { Halt = new(HaltKind.Stopped, "The turn was taken over.") }, cancellationToken);
        }
    }

    private async Task<Thought> ThinkAsync(ToolBox tools, LiveHands hands, TurnRecorder recorder, LiveSpeaker speaker, CancellationToken cancellationToken)
    {
        var record = await recorder.OpenAsync();
        hands.Facts = await FactsOf(record, tools, hands.Facts, cancellationToken);
        // A customer that cannot be read, or a person at the wheel: there is nothing to think about.
        if (hands.Facts.Halt is not null)
            return await playbooks.ThinkAsync(tools, hands.Facts, cancellationToken);

        var tape = record is null ? TurnTape.New(ModelContext.System(recorder.Work.Route.Agent), ModelContext.Turn(hands.Facts)) : TurnTape.Of(record);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), limit, options.TurnTime, Timeout.InfiniteTimeSpan);
        try
        {
            if (record?.TakenOver is { } earlier)
                throw new GivenUpException(earlier);
            var text = await new Talk(options, speaker, hands).RunAsync(tape, limit.Token);
            var reply = ModelReply.Of(text, hands.Facts, tools.Steps, grid.PublicUrl);
            await recorder.KeepAsync(tape, hands.Facts, takenOver: null, ended: true);
            return new(hands.Facts, reply);
        }
        catch (GivenUpException failure)
        {
            return await TakeOverAsync(tools, hands, recorder, tape, failure.Reason, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await TakeOverAsync(tools, hands, recorder, tape, $"did not finish within {options.TurnTime.TotalSeconds:0.#} s", cancellationToken);
        }
    }

    /// <summary>The playbook finishes what the model began. That it does is kept first, so that a later attempt does not ask the model again.</summary>
    private async Task<Thought> TakeOverAsync(ToolBox tools, LiveHands hands, TurnRecorder recorder, TurnTape tape, string reason, CancellationToken cancellationToken)
    {
        LogTakenOver(recorder.Work.TurnId, reason);
        await recorder.KeepAsync(tape, hands.Facts, reason, ended: false);
        var facts = await tools.ReportAsync(hands.Facts, new(StepType.Agent, recorder.Work.Route.Agent, $"The model {reason}: the playbook takes the turn over.", time.GetUtcNow(), 0));
        var thought = await playbooks.ThinkAsync(tools, facts, cancellationToken);
        await recorder.KeepAsync(tape, thought.Facts, reason, ended: true);
        return thought;
    }

    /// <summary>What is known at the beginning: what an earlier attempt knew, or the customer as it is.</summary>
    private static async Task<Facts> FactsOf(TurnRecord? record, ToolBox tools, Facts facts, CancellationToken cancellationToken)
    {
        if (FactsSnapshot.Read(record?.Facts) is not { } kept)
            return await tools.MakeAsync(new Move.ReadProfile(), facts, cancellationToken);
        facts = kept.Facts(facts.Work);
        return facts.Workflow is null ? facts : await tools.MakeAsync(new Move.StartWorkflow(OnboardingPlaybook.Workflow), facts, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The playbook takes turn {TurnId} over: the model {Reason}.")]
    private partial void LogTakenOver(string turnId, string reason);
}
