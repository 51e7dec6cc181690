using Aegis.Agents;
using Aegis.Connectors.Llm;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Whom an agent talks a turn over with: a model, or the record of what one said.</summary>
internal interface ISpeaker
{
    /// <exception cref="GivenUpException">There is no usable answer, or it may not be asked any more.</exception>
    Task<Completion> AskAsync(TurnTape tape, CancellationToken cancellationToken);

    /// <summary>Keeps what was said. Nothing is acted on before.</summary>
    Task KeepAsync(TurnTape tape, CancellationToken cancellationToken);
}

/// <summary>What makes the calls: the turn's tools, or the record of what they answered.</summary>
internal interface IHands
{
    Task<ToolAnswer> UseAsync(RecordedCall call, CancellationToken cancellationToken);
}

/// <summary>The model does not finish the turn; somebody else does.</summary>
/// <param name="reason">What the turn's step says of it, after "The model ".</param>
internal sealed class GivenUpException(string reason, Exception? innerException = null) : Exception($"The model {reason}.", innerException)
{
    public string Reason { get; } = reason;
}

/// <summary>The tool loop: the model asks for tools, they are used one after the other, until it has said its last or may not go on.</summary>
internal sealed class Talk(LlmOptions limits, ISpeaker speaker, IHands hands)
{
    /// <summary>The model's last words.</summary>
    /// <exception cref="GivenUpException">It comes to no end within its limits, or talks nonsense.</exception>
    public async Task<string> RunAsync(TurnTape tape, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var call in tape.Pending())
                await AnswerAsync(tape, call, cancellationToken);
            if (tape.Last is { } last)
                return string.IsNullOrWhiteSpace(last.Text) ? throw new GivenUpException("gave an empty answer") : last.Text;
            if (WhyNotOn(tape) is { } reason)
                throw new GivenUpException(reason);
            var completion = await speaker.AskAsync(tape, cancellationToken);
            if (completion is { Finish: "content_filter", Calls.IsEmpty: true })
                throw new GivenUpException("was stopped by its provider's filter");
            tape.Add(completion);
            await speaker.KeepAsync(tape, cancellationToken);
        }
    }

    private async Task AnswerAsync(TurnTape tape, RecordedCall call, CancellationToken cancellationToken)
    {
        if (tape.Calls >= limits.MaxCalls)
            throw new GivenUpException($"reached its limit of {limits.MaxCalls} tool calls");
        tape.Answer(call, await hands.UseAsync(call, cancellationToken));
        if (tape.Faults > limits.MaxFaults)
            throw new GivenUpException($"made {tape.Faults} calls that cannot be made");
    }

    private string? WhyNotOn(TurnTape tape)
    {
        var usage = tape.Usage;
        return tape.Steps >= limits.MaxSteps ? $"reached its limit of {limits.MaxSteps} answers"
            : usage.Tokens >= limits.TurnTokens ? $"reached its limit of {limits.TurnTokens} tokens"
            : usage.Micros >= limits.TurnCost * 1_000_000 ? $"reached its limit of {limits.TurnCost} US dollars"
            : null;
    }
}
