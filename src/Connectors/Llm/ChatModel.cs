using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Aegis.Connectors.Calls;
using Microsoft.Extensions.AI;

namespace Aegis.Connectors.Llm;

/// <summary>A model behind any <see cref="IChatClient"/>: streamed, limited in time, repeated where nothing has come, left alone when it keeps failing, and counted.</summary>
public sealed class ChatModel : ILanguageModel
{
    /// <summary>Characters of an answer that are taken; more is nonsense.</summary>
    private const int LongestAnswer = 200_000;

    private readonly IChatClient _client;
    private readonly LlmOptions _options;
    private readonly TimeProvider _time;
    private readonly ModelPrice? _price;
    private readonly ModelRoad _road;

    public ChatModel(string name, IChatClient client, LlmOptions options, TimeProvider time)
    {
        Name = name;
        _client = client;
        _options = options;
        _time = time;
        ModelPrices.TryParse(options.Prices, out var prices, out _);
        _price = prices.Of(options.Model);
        _road = new(options, time);
    }

    public string Name { get; }

    // Four characters a token is usual; three is careful, and other scripts take more.
    public ModelUsage Estimate(ModelPrompt prompt)
    {
        var bytes = prompt.Messages.Sum(m => Encoding.UTF8.GetByteCount(m.Text) + m.Calls.Sum(c => c.Arguments.Length + c.Name.Length) + 16)
            + prompt.Tools.Sum(t => t.Description.Length + t.Schema.GetRawText().Length + t.Name.Length);
        return Usage(bytes / 3, prompt.MaxOutput ?? _options.MaxOutput);
    }

    public async Task<Completion> AskAsync(ModelPrompt prompt, Func<string, ValueTask>? written, CancellationToken cancellationToken)
    {
        using var span = ConnectorTelemetry.Source.StartActivity("llm ask", System.Diagnostics.ActivityKind.Client);
        var started = _time.GetTimestamp();
        var outcome = "error";
        try
        {
            var completion = await _road.GoAsync(token => AttemptAsync(prompt, written, token), cancellationToken);
            outcome = "ok";
            ConnectorTelemetry.Tokens(completion.Usage);
            return completion;
        }
        catch (ModelException failure)
        {
            outcome = failure.Fault.ToString().ToLowerInvariant();
            throw;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            ConnectorTelemetry.Record(span, "llm", "ask", outcome, _time.GetElapsedTime(started));
        }
    }

    private async Task<Completion> AttemptAsync(ModelPrompt prompt, Func<string, ValueTask>? written, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), limit, _options.CallTimeout, Timeout.InfiniteTimeSpan);
        var answer = new Answer();
        try
        {
            await foreach (var update in UpdatesAsync(prompt, limit.Token))
                if (answer.Take(update) is { Length: > 0 } text && written is not null)
                    await written(text);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not ModelException { Begun: true })
        {
            throw ModelFailures.Classify(failure, limit.IsCancellationRequested, answer.Begun, _options.CallTimeout);
        }

        if (!answer.IsWhole)
            throw new ModelException(ModelFault.Unavailable, "The model broke off before its answer ended.") { Begun = answer.Begun };
        var (input, output) = answer.Counted(prompt, Estimate);
        return answer.Complete(Usage(input, output));
    }

    private async IAsyncEnumerable<ChatResponseUpdate> UpdatesAsync(ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (messages, options) = (ChatShapes.Messages(prompt), ChatShapes.Options(prompt, _options));
        if (_options.Streams)
        {
            await foreach (var update in _client.GetStreamingResponseAsync(messages, options, cancellationToken))
                yield return update;
            yield break;
        }

        var response = await _client.GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    private ModelUsage Usage(long input, long output) => new(input, output, _price?.Micros(input, output) ?? 0);

    /// <summary>What has come of an answer.</summary>
    private sealed class Answer
    {
        private readonly StringBuilder _text = new();
        private readonly List<ToolCall> _calls = [];
        private long _input;
        private long _output;
        private int _length;
        private string? _finish;

        public bool Begun { get; private set; }

        /// <summary>Whether its end was told; some endpoints say only by leaving it out that they failed.</summary>
        public bool IsWhole => _finish is not null;

        public string Take(ChatResponseUpdate update)
        {
            var text = "";
            foreach (var content in update.Contents)
                switch (content)
                {
                    case TextContent { Text.Length: > 0 } part:
                        text += part.Text;
                        break;
                    case FunctionCallContent call:
                        _calls.Add(ChatShapes.Call(call, _calls.Count));
                        _length += _calls[^1].Arguments.Length;
                        Begun = true;
                        break;
                    case UsageContent usage:
                        // Anthropic tells the prompt's first and the answer's as they grow.
                        _input = Math.Max(_input, usage.Details.InputTokenCount ?? 0);
                        _output = Math.Max(_output, usage.Details.OutputTokenCount ?? 0);
                        break;
                }

            if (update.FinishReason is { } finish)
                _finish = finish.Value;
            _text.Append(text);
            Begun |= text.Length > 0;
            if ((_length += text.Length) > LongestAnswer)
                throw new ModelException(ModelFault.Unreadable, $"The model's answer is longer than {LongestAnswer:N0} characters.") { Begun = true };
            return text;
        }

        /// <summary>The tokens told, or where an endpoint tells none, those that may be meant.</summary>
        public (long Input, long Output) Counted(ModelPrompt prompt, Func<ModelPrompt, ModelUsage> estimate) =>
            (_input > 0 ? _input : estimate(prompt).Input, _output > 0 ? _output : _length / 3);

        public Completion Complete(ModelUsage usage) => new(_text.ToString(), [.. _calls], usage, _finish ?? "stop");
    }
}
