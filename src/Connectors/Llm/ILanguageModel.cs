namespace Aegis.Connectors.Llm;

/// <summary>A language model, reached over the network. What it answers is a proposal: nobody acts on it unread.</summary>
public interface ILanguageModel
{
    /// <summary>What people call it: "gpt-4o-mini (api.openai.com)".</summary>
    string Name { get; }

    /// <summary>What a call may cost at most, before it is made.</summary>
    ModelUsage Estimate(ModelPrompt prompt);

    /// <summary>Asks once. Repeated only while nothing of an answer has come.</summary>
    /// <param name="written">Told of the text as it comes.</param>
    /// <exception cref="ModelException">There is no usable answer.</exception>
    Task<Completion> AskAsync(ModelPrompt prompt, Func<string, ValueTask>? written, CancellationToken cancellationToken);
}
