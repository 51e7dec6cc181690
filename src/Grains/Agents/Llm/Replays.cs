using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Conversations;
using Aegis.Grains.Conversations;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Works turns out again from their records alone: the same loop, the same rules, and nobody asked.</summary>
public sealed class Replays(Playbooks playbooks)
{
    /// <summary>What is recorded ends by itself where it ended then.</summary>
    private static readonly LlmOptions Unlimited = new() { MaxSteps = int.MaxValue, MaxCalls = int.MaxValue, MaxFaults = int.MaxValue, TurnTokens = long.MaxValue };

    public async Task<TurnReplay> RunAsync(ImmutableArray<TurnRecord> records, Reply answered)
    {
        var replies = new List<Reply>();
        foreach (var record in records)
        {
            var (reply, difference) = await RunAsync(record, answered.Steps);
            if (reply is null)
                return new(answered, Same: false, difference);
            replies.Add(reply);
        }

        var replayed = MergedReply.Of(replies) with { Steps = answered.Steps };
        var same = replayed.Text == answered.Text && replayed.Agent == answered.Agent && replayed.Actions.SequenceEqual(answered.Actions);
        return new(replayed, same, same ? null : "The reply that follows from the record is another than the one that was given.");
    }

    private async Task<(Reply? Reply, string? Difference)> RunAsync(TurnRecord record, ImmutableArray<TurnStep> steps)
    {
        if (!record.Ended)
            return (null, "The record was not finished: the turn was cut short.");
        if (FactsSnapshot.Read(record.Facts) is not { } kept)
            return (null, "What the agent knew was too much to be kept.");
        var tape = TurnTape.New(record.Messages[0].Text, record.Messages[1].Text);
        var voice = new Recorded(record);
        string? text = null;
        try
        {
            text = await new Talk(Unlimited, voice, voice).RunAsync(tape, CancellationToken.None);
        }
        catch (GivenUpException) when (record.TakenOver is not null)
        {
            // As it was then: the playbook has the rest.
        }
        catch (GivenUpException failure)
        {
            return (null, $"The model {failure.Reason}, which it did not when the turn was recorded.");
        }

        if (!tape.Messages.SequenceEqual(record.Messages, RecordedMessages.ByWords))
            return (null, "What is said in the replay is not what is recorded.");
        var facts = kept.Facts();
        return (record.TakenOver is null ? ModelReply.Of(text!, facts, steps, kept.PublicUrl) : playbooks.For(record.Intent).Write(facts, steps), null);
    }

    /// <summary>Says and answers what is recorded, in order.</summary>
    private sealed class Recorded(TurnRecord record) : ISpeaker, IHands
    {
        private readonly Queue<RecordedMessage> _said = new(record.Messages.Where(m => m.Role == "assistant"));

        public Task<Completion> AskAsync(TurnTape tape, CancellationToken cancellationToken) => _said.TryDequeue(out var said)
            ? Task.FromResult(new Completion(said.Text, [.. said.Calls.Select(c => new ToolCall(c.Id, c.Name, c.Arguments))], new(said.InputTokens, said.OutputTokens, said.Micros), "stop"))
            : throw new GivenUpException(record.TakenOver ?? "said no more");

        public Task KeepAsync(TurnTape tape, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ToolAnswer> UseAsync(RecordedCall call, CancellationToken cancellationToken) =>
            record.Messages.FirstOrDefault(m => m.CallId == call.Id) is { } answer
                ? Task.FromResult(new ToolAnswer(answer.Text, answer.Fault))
                : throw new GivenUpException(record.TakenOver ?? "was cut short");
    }
}

/// <summary>Compares messages by what is said in them.</summary>
internal sealed class RecordedMessages : IEqualityComparer<RecordedMessage>
{
    public static readonly RecordedMessages ByWords = new();

    public bool Equals(RecordedMessage? x, RecordedMessage? y) =>
        x is not null && y is not null && x.Role == y.Role && x.Text == y.Text && x.CallId == y.CallId && x.Fault == y.Fault && x.Calls.SequenceEqual(y.Calls);

    public int GetHashCode(RecordedMessage message) => message.Text.GetHashCode(StringComparison.Ordinal);
}
