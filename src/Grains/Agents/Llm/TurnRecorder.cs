using Aegis.Actors;
using Aegis.Agents;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Keeps a turn's record while it is made. A stale attempt learns of it before it acts on anything.</summary>
internal sealed class TurnRecorder(IGrainFactory grains, TurnWork work, string model, ImmutableArray<string> tools, string publicUrl, Actor aegis, TimeProvider time)
{
    private readonly ITurnRecordGrain _records = grains.GetGrain<ITurnRecordGrain>($"{work.CustomerKey}/{work.Slot}");
    private readonly DateTimeOffset _at = time.GetUtcNow();

    public TurnWork Work => work;

    /// <summary>What an earlier attempt left of the turn's part, or null.</summary>
    /// <exception cref="StoppedException">A later attempt has the turn.</exception>
    public async Task<TurnRecord?> OpenAsync() =>
        await _records.OpenAsync(aegis, work.TurnId, work.Route.Intent, work.Epoch) is { Ok: true } opened ? opened.Value.Record : throw new StoppedException();

    /// <exception cref="StoppedException">A later attempt has the turn.</exception>
    public async Task KeepAsync(TurnTape tape, Facts facts, string? takenOver, bool ended)
    {
        var record = new TurnRecord(work.TurnId, work.Route.Agent, work.Route.Intent, model, work.Epoch, _at, tools, tape.Messages, FactsSnapshot.Of(facts, publicUrl), takenOver, ended);
        if (!(await _records.KeepAsync(aegis, record)).Ok)
            throw new StoppedException();
    }
}
