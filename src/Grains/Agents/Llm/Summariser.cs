using Aegis.Actors;
using Aegis.Connectors.Llm;
using Aegis.Grains.Conversations;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Has the model write what is remembered of older turns, where that is configured. Without it they are remembered a line each.</summary>
public sealed class Summariser(IEnumerable<ILanguageModel> models, LlmOptions options, IActorAuthority authority, TimeProvider time)
{
    /// <summary>Older turns that are worth a summary.</summary>
    public const int Least = 8;

    private const int MaxOutput = 700;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly string System = $"""
        You keep the memory of a conversation between a customer and a support agent. {MarkedData.Rule}
        Write what is worth remembering, in at most 15 short lines without headings: what the customer wanted, what was found and done, with dates and ticket keys, what is still open, what it said of itself. Add nothing that is not there.
        """;

    private readonly ILanguageModel? _model = models.FirstOrDefault();

    public bool IsOn => _model is not null && options.Summarises;

    /// <summary>The summary, harmless to show; null when the model gave none.</summary>
    internal async Task<string?> WriteAsync(IGrainFactory grains, GrainKey customer, string lines, CancellationToken cancellationToken)
    {
        var aegis = authority.Sign("aegis", Role.System, customer.Workspace);
        var text = await ModelAsk.TryAsync(_model!, grains, aegis, $"{customer}/summary", System, MarkedData.Wrap("the older conversation", lines, 3 * ConversationMemory.LongestSummary), MaxOutput, Limit, time, cancellationToken);
        return string.IsNullOrWhiteSpace(text) ? null : ModelText.Harmless(text);
    }
}
