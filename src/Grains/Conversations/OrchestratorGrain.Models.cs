using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Actors;
using Aegis.Grains.Agents.Llm;
using Aegis.Grains.Routing;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Conversations;

// What language models add to a conversation: a second reading where the rules are unsure, a summary of older turns, and the records of what they were asked.
public sealed partial class OrchestratorGrain
{
    public Task<Result<ImmutableArray<TurnRecord>>> GetRecordAsync(Actor actor, string turnId) =>
        authority.Check(actor, Key, Right.Audit) is { } refusal ? Task.FromResult<Result<ImmutableArray<TurnRecord>>>(refusal)
        : _committed.FirstOrDefault(t => t.Id == turnId) is not { } turn ? Task.FromResult<Result<ImmutableArray<TurnRecord>>>(NoTurn(turnId))
        : Records(turn.Slot).GetAsync(actor, turnId);

    public Task<Result<TurnReplay>> ReplayAsync(Actor actor, string turnId) =>
        authority.Check(actor, Key, Right.Audit) is { } refusal ? Task.FromResult<Result<TurnReplay>>(refusal)
        : _committed.FirstOrDefault(t => t.Id == turnId) is not { Reply: { } reply } turn ? Task.FromResult<Result<TurnReplay>>(NoTurn(turnId))
        : Records(turn.Slot).ReplayAsync(actor, turnId, reply);

    public async Task<bool> RerouteAsync(Actor actor, string turnId, long epoch, Route route)
    {
        if (authority.Check(actor, Key, Right.Operate) is not null || !State.IsRunning(turnId, epoch))
            return false;
        State.Replace(State.Find(turnId)! with { Route = route });
        await CommitAsync();
        return true;
    }

    public async Task<Result<Done>> KeepSummaryAsync(Actor actor, long upTo, string text)
    {
        if (authority.Check(actor, Key, Right.Operate) is { } refusal)
            return refusal;
        State.Write(upTo, text);
        await CommitAsync();
        return Done.Instance;
    }

    /// <summary>The work with the route a model reads where the rules were unsure, and the step that says so; as it was where there is none, or the model does not say.</summary>
    private async Task<(TurnWork Work, ImmutableArray<TurnStep> Steps)> RefineAsync(TurnWork work, IOrchestratorGrain self, CancellationToken cancellationToken)
    {
        if (!refiner.Wants(work.Route, work.Message) || await refiner.RefineAsync(GrainFactory, work, cancellationToken) is not { } route)
            return (work, []);
        var step = new TurnStep(StepType.Orchestrator, Router.Orchestrator, $"{route.Why} Intent {route.Intent}, to {route.Agent}.", time.GetUtcNow(), 0);
        // A turn that is somebody else's by now is left to them: its end is not taken from here.
        if (await self.RerouteAsync(Aegis, work.TurnId, work.Epoch, route))
            await self.ReportAsync(Aegis, work.TurnId, work.Epoch, step);
        return (work with { Route = route }, [step]);
    }

    private async Task SummariseAsync(IOrchestratorGrain self)
    {
        if (!summariser.IsOn || State.ToSummarise(Summariser.Least) is not { } older)
            return;
        try
        {
            if (await summariser.WriteAsync(GrainFactory, Key, older.Text, CancellationToken.None) is { } summary)
                await self.KeepSummaryAsync(Aegis, older.UpTo, summary);
        }
        catch (Exception failure)
        {
            // The turns are all there: they are summarised by rule, and by the model another time.
            LogNotSummarised(failure, Key.ToString());
        }
    }

    private Task ClearRecordsAsync(Actor actor) =>
        Task.WhenAll(Enumerable.Range(0, (int)Math.Min(State.LastOrdinal, StoredTurn.Slots)).Select(i => Records((int)((State.LastOrdinal - i) % StoredTurn.Slots)).ClearAsync(actor)));

    private ITurnRecordGrain Records(int slot) => GrainFactory.GetGrain<ITurnRecordGrain>($"{Key}/{slot}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The conversation of {CustomerKey} was not summarised.")]
    private partial void LogNotSummarised(Exception failure, string customerKey);
}
