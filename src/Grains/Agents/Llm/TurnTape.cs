using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Agents.Llm;

/// <summary>What agent and model have said to each other in a turn, without secrets: the next prompt, the record, and where a turn that was cut short goes on.</summary>
internal sealed class TurnTape
{
    private const int LongestText = 20_000;
    private const int LongestArguments = 10_000;

    private readonly List<RecordedMessage> _messages;

    private TurnTape(IEnumerable<RecordedMessage> messages) => _messages = [.. messages];

    public static TurnTape New(string system, string context) => new([new("system", system, []), new("user", context, [])]);

    public static TurnTape Of(TurnRecord record) => new(record.Messages);

    public ImmutableArray<RecordedMessage> Messages => [.. _messages];

    /// <summary>Answers of the model so far.</summary>
    public int Steps => _messages.Count(m => m.Role == "assistant");

    /// <summary>Tool calls that were answered.</summary>
    public int Calls => _messages.Count(m => m.Role == "tool");

    public int Faults => _messages.Count(m => m.Fault);

    public ModelUsage Usage => _messages.Aggregate(ModelUsage.None, (sum, m) => sum + new ModelUsage(m.InputTokens, m.OutputTokens, m.Micros));

    /// <summary>What the model said last, when nothing is to be answered any more; null while it has not spoken its last.</summary>
    public RecordedMessage? Last => _messages[^1] is { Role: "assistant", Calls.IsEmpty: true } last ? last : null;

    /// <summary>The calls of the last answer that are not made yet, in order.</summary>
    public ImmutableArray<RecordedCall> Pending()
    {
        var at = _messages.FindLastIndex(m => m.Role == "assistant");
        return at < 0 ? [] : [.. _messages[at].Calls.Where(call => _messages.Skip(at).All(m => m.CallId != call.Id))];
    }

    public ModelPrompt Prompt(ImmutableArray<ModelTool> tools) => new([.. _messages.Select(Message)], tools);

    public RecordedMessage Add(Completion completion)
    {
        // Names of our own for the calls: some models give the same twice, or none.
        var calls = completion.Calls.Select((call, i) => new RecordedCall($"call_{Steps + 1}_{i + 1}", NameOf(call.Name), TextRules.Shorten(PromptMask.Apply(call.Arguments), LongestArguments)));
        _messages.Add(new("assistant", TextRules.Shorten(PromptMask.Apply(completion.Text), LongestText), [.. calls],
            InputTokens: completion.Usage.Input, OutputTokens: completion.Usage.Output, Micros: completion.Usage.Micros));
        return _messages[^1];
    }

    public void Answer(RecordedCall call, ToolAnswer answer) =>
        _messages.Add(new("tool", TextRules.Shorten(PromptMask.Apply(answer.Text), LongestText), [], call.Id, answer.IsFault));

    private static ModelMessage Message(RecordedMessage message) => message.Role switch
    {
        "system" => ModelMessage.System(message.Text),
        "user" => ModelMessage.User(message.Text),
        "tool" => ModelMessage.Result(message.CallId!, message.Text),
        _ => new(ModelRole.Assistant, message.Text, [.. message.Calls.Select(call => new ToolCall(call.Id, call.Name, call.Arguments))]),
    };

    /// <summary>As every provider takes it back.</summary>
    private static string NameOf(string name)
    {
        var plain = string.Concat(name.Take(64).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return plain.Length == 0 ? "unnamed" : plain;
    }
}

/// <summary>What a model is told of a tool call.</summary>
/// <param name="IsFault">Whether the call could not be made: an unknown tool, wrong arguments.</param>
internal sealed record ToolAnswer(string Text, bool IsFault = false);
