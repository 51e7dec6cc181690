using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using OA = OpenAI.Chat;

namespace Aegis.Connectors.Llm;

/// <summary>Chat completions of OpenAI and of every endpoint that speaks as it does.</summary>
internal sealed class OpenAIChat : IChatClient
{
    private readonly OA.ChatClient _client;
    private readonly ChatClientMetadata _metadata;

    public OpenAIChat(string model, string key, Uri endpoint, HttpClient http)
    {
        _client = new(model, new ApiKeyCredential(key), new OpenAI.OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(http),
            // Repetition is ours.
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        _metadata = new("openai", endpoint, model);
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var completion = (await _client.CompleteChatAsync(OpenAIShapes.Messages(messages), OpenAIShapes.Options(options), cancellationToken)).Value;
        var contents = completion.Content.Where(part => part is { Kind: OA.ChatMessageContentPartKind.Text, Text.Length: > 0 }).Select(part => (AIContent)new TextContent(part.Text))
            .Concat(completion.ToolCalls.Select(call => new FunctionCallContent(call.Id, call.FunctionName) { RawRepresentation = call.FunctionArguments.ToString() }));
        return new(new ChatMessage(ChatRole.Assistant, [.. contents]))
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = OpenAIShapes.Finish(completion.FinishReason),
            Usage = OpenAIShapes.Usage(completion.Usage),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = new PendingCalls();
        ChatFinishReason? finish = null;
        await foreach (var update in _client.CompleteChatStreamingAsync(OpenAIShapes.Messages(messages), OpenAIShapes.Options(options), cancellationToken))
        {
            calls.Take(update.ToolCallUpdates);
            finish = update.FinishReason is { } reason ? OpenAIShapes.Finish(reason) : finish;
            var contents = new List<AIContent>();
            foreach (var part in update.ContentUpdate)
                if (part is { Kind: OA.ChatMessageContentPartKind.Text, Text.Length: > 0 })
                    contents.Add(new TextContent(part.Text));
            if (OpenAIShapes.Usage(update.Usage) is { } usage)
                contents.Add(new UsageContent(usage));
            if (contents.Count > 0)
                yield return new(ChatRole.Assistant, contents) { ResponseId = update.CompletionId, ModelId = update.Model };
        }

        yield return new(ChatRole.Assistant, calls.Contents()) { FinishReason = finish };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The HTTP client is its owner's.
    }

    /// <summary>Tool calls, which come in pieces by index.</summary>
    private sealed class PendingCalls
    {
        private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> _calls = [];

        public void Take(IEnumerable<OA.StreamingChatToolCallUpdate> updates)
        {
            foreach (var update in updates)
            {
                var (id, name, arguments) = _calls.GetValueOrDefault(update.Index, ("", "", new StringBuilder()));
                if (update.FunctionArgumentsUpdate is { } piece && !piece.ToMemory().IsEmpty)
                    arguments.Append(piece);
                _calls[update.Index] = (string.IsNullOrEmpty(update.ToolCallId) ? id : update.ToolCallId, string.IsNullOrEmpty(update.FunctionName) ? name : update.FunctionName, arguments);
            }
        }

        // The text as it came: whether it is JSON is for the reader to judge.
        public IList<AIContent> Contents() =>
            [.. _calls.Values.Select(call => new FunctionCallContent(call.Id, call.Name) { RawRepresentation = call.Arguments.ToString() })];
    }
}
