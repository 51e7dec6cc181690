using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connectors.Llm;

namespace Aegis.Grains.Agents.Llm;

/// <summary>One small question to the model, within the day's budget; whatever goes wrong, there is simply no answer.</summary>
internal static class ModelAsk
{
    /// <returns>What it said, masked; null when it did not, or not in time.</returns>
    public static async Task<string?> TryAsync(ILanguageModel model, IGrainFactory grains, Actor aegis, string callId, string system, string text, int maxOutput, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var prompt = new ModelPrompt([ModelMessage.System(system), ModelMessage.User(text)], []) { MaxOutput = maxOutput };
        var budget = grains.GetGrain<IModelBudgetGrain>(aegis.Workspace);
        var most = model.Estimate(prompt);
        if (!(await budget.ReserveAsync(aegis, callId, most.Tokens, most.Micros)).Ok)
            return null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), ends, limit, Timeout.InfiniteTimeSpan);
        try
        {
            var completion = await model.AskAsync(prompt, null, ends.Token);
            await budget.SettleAsync(aegis, callId, completion.Usage.Tokens, completion.Usage.Micros);
            return MarkedData.Plain(PromptMask.Apply(completion.Text)).Trim();
        }
        catch (Exception failure) when (failure is ModelException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
