using System.Globalization;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents.Llm;

/// <inheritdoc cref="IModelBudgetGrain"/>
[GrainType("model_budget")]
public sealed class ModelBudgetGrain(
    [PersistentState("budget")] IPersistentState<ModelBudgetState> budget, IActorAuthority authority, TimeProvider time, LlmOptions options) : Grain, IModelBudgetGrain
{
    /// <summary>Calls whose end was never told that are remembered one by one; older ones count as spent.</summary>
    private const int MostReserved = 1_000;

    private long? MostTokens => options.DayTokens;

    private long? MostMicros => (long?)(options.DayCost * 1_000_000);

    private ModelBudgetState State => budget.State;

    public async Task<Result<Done>> ReserveAsync(Actor actor, string callId, long tokens, long micros)
    {
        if (Check(actor, Right.Operate) is { } refusal)
            return refusal;
        Turn();
        var (usedTokens, usedMicros) = Used();
        if (usedTokens + tokens > MostTokens || usedMicros + micros > MostMicros)
            return new Refusal(RefusalKind.TooMany, $"The day's budget for models has not {tokens} tokens left.");
        // Asked again under the same name: the first may have been answered, so it counts.
        if (State.Reserved.Remove(callId, out var earlier) || (State.Reserved.Count >= MostReserved && State.Reserved.Remove(State.Reserved.Keys.Min(StringComparer.Ordinal)!, out earlier)))
            Spend(earlier.Tokens, earlier.Micros);
        State.Reserved[callId] = new(tokens, micros);
        State.Calls++;
        await budget.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    public async Task<Result<Done>> SettleAsync(Actor actor, string callId, long tokens, long micros)
    {
        if (Check(actor, Right.Operate) is { } refusal)
            return refusal;
        Turn();
        State.Reserved.Remove(callId);
        Spend(tokens, micros);
        await budget.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    public Task<Result<ModelSpending>> GetAsync(Actor actor)
    {
        if (Check(actor, Right.Audit) is { } refusal)
            return Task.FromResult<Result<ModelSpending>>(refusal);
        var isToday = State.Day == Today();
        var (tokens, micros) = isToday ? Used() : (0, 0);
        return Task.FromResult<Result<ModelSpending>>(new ModelSpending(Today(), isToday ? State.Calls : 0, tokens, micros, MostTokens, MostMicros));
    }

    private Refusal? Check(Actor actor, Right right) => authority.CheckWorkspace(actor, this.GetPrimaryKeyString(), right);

    /// <summary>A new day begins with nothing spent; what is still set aside for calls under way is of the day they began.</summary>
    private void Turn()
    {
        if (State.Day == Today())
            return;
        State.Day = Today();
        (State.Calls, State.Tokens, State.Micros) = (0, 0, 0);
        State.Reserved.Clear();
    }

    private void Spend(long tokens, long micros)
    {
        State.Tokens += tokens;
        State.Micros += micros;
    }

    private (long Tokens, long Micros) Used() => (State.Tokens + State.Reserved.Values.Sum(r => r.Tokens), State.Micros + State.Reserved.Values.Sum(r => r.Micros));

    private string Today() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
