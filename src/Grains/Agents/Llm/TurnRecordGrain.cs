using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents.Llm;

/// <inheritdoc cref="ITurnRecordGrain"/>
[GrainType("turn_record"), CollectionAgeLimit(Minutes = 2)]
public sealed class TurnRecordGrain(
    [PersistentState("record")] IPersistentState<TurnRecordState> kept, IActorAuthority authority, Replays replays) : Grain, ITurnRecordGrain
{
    private GrainKey Customer
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            return GrainKey.Parse(key[..key.LastIndexOf('/')]);
        }
    }

    private TurnRecordState State => kept.State;

    public Task<Result<ImmutableArray<TurnRecord>>> GetAsync(Actor actor, string turnId)
    {
        var records = Records(actor, turnId);
        // What the agent knew is kept for replays; nobody needs to read it.
        return Task.FromResult(records.Ok ? new Result<ImmutableArray<TurnRecord>>([.. records.Value.Select(record => record with { Facts = null })], null) : records);
    }

    public Task<Result<OpenedRecord>> OpenAsync(Actor actor, string turnId, string intent, long epoch)
    {
        if (authority.Check(actor, Customer, Right.Operate) is { } refusal)
            return Task.FromResult<Result<OpenedRecord>>(refusal);
        if (epoch < State.Epoch)
            return Task.FromResult<Result<OpenedRecord>>(Stale(epoch));
        Take(turnId, epoch);
        return Task.FromResult<Result<OpenedRecord>>(new OpenedRecord(State.Parts.Find(part => part.Intent == intent)));
    }

    public async Task<Result<Done>> KeepAsync(Actor actor, TurnRecord record)
    {
        if (authority.Check(actor, Customer, Right.Operate) is { } refusal)
            return refusal;
        if (record.Epoch < State.Epoch)
            return Stale(record.Epoch);
        Take(record.TurnId, record.Epoch);
        State.Parts.RemoveAll(part => part.Intent == record.Intent);
        State.Parts.Add(record);
        await kept.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    public async Task<Result<TurnReplay>> ReplayAsync(Actor actor, string turnId, Reply answered)
    {
        var records = Records(actor, turnId);
        return records.Ok ? await replays.RunAsync(records.Value, answered) : records.Refusal;
    }

    public async Task<Result<Done>> ClearAsync(Actor actor)
    {
        if (authority.Check(actor, Customer, Right.Erase) is { } refusal)
            return refusal;
        if (kept.RecordExists)
            await kept.ClearOrDeactivateAsync(DeactivateOnIdle);
        DeactivateOnIdle();
        return Done.Instance;
    }

    private Result<ImmutableArray<TurnRecord>> Records(Actor actor, string turnId) =>
        authority.Check(actor, Customer, Right.Audit) is { } refusal ? refusal
        : State.TurnId == turnId && State.Parts.Count > 0 ? State.Parts.ToImmutableArray()
        : new Refusal(RefusalKind.NotFound, $"Nothing is recorded of the turn '{TextRules.Show(turnId)}': no model was asked, or it is too long ago.", "turnId");

    private void Take(string turnId, long epoch)
    {
        if (State.TurnId != turnId)
            State.Parts = [];
        State.TurnId = turnId;
        State.Epoch = epoch;
    }

    private static Refusal Stale(long epoch) => new(RefusalKind.Conflict, $"A later attempt than {epoch} has the turn.");
}
