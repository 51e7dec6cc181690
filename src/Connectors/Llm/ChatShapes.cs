using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aegis.Connectors.Llm;

/// <summary>Prompts and tool calls as <see cref="IChatClient"/> has them.</summary>
internal static class ChatShapes
{
    /// <summary>Arguments in as few tokens as they need.</summary>
    public static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static List<ChatMessage> Messages(ModelPrompt prompt)
    {
        var messages = new List<ChatMessage>();
        foreach (var message in prompt.Messages)
        {
            // All results of one answer belong to one message: some providers insist.
            if (message.Role == ModelRole.Tool && messages is [.., { } last] && last.Role == ChatRole.Tool)
                last.Contents.Add(new FunctionResultContent(message.CallId!, message.Text));
            else
                messages.Add(Message(message));
        }

        return messages;
    }

    public static ChatOptions Options(ModelPrompt prompt, LlmOptions options) => new()
    {
        MaxOutputTokens = prompt.MaxOutput ?? options.MaxOutput,
        Tools = prompt.Tools.IsEmpty ? null : [.. prompt.Tools.Select(tool => new Declared(tool))],
        ToolMode = prompt.Tools.IsEmpty ? null : ChatToolMode.Auto,
    };

    public static ToolCall Call(FunctionCallContent call, int index) => new(
        string.IsNullOrEmpty(call.CallId) ? $"call_{index}" : call.CallId,
        call.Name,
        call.RawRepresentation as string ?? (call.Arguments is null ? "" : JsonSerializer.Serialize(call.Arguments, Compact)));

    private static ChatMessage Message(ModelMessage message) => message.Role switch
    {
        ModelRole.System => new(ChatRole.System, message.Text),
        ModelRole.User => new(ChatRole.User, message.Text),
        ModelRole.Tool => new(ChatRole.Tool, [new FunctionResultContent(message.CallId!, message.Text)]),
        _ => new(ChatRole.Assistant, [.. Text(message), .. message.Calls.Select(Content)]),
    };

    private static IEnumerable<AIContent> Text(ModelMessage message) => message.Text.Length > 0 ? [new TextContent(message.Text)] : [];

    // An argument text that was never valid goes back as none: what was wrong with it stands in the answer to the call.
    private static AIContent Content(ToolCall call)
    {
        IDictionary<string, object?>? arguments;
        try
        {
            arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(call.Arguments, AIJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            arguments = null;
        }

        return new FunctionCallContent(call.Id, call.Name, arguments ?? new Dictionary<string, object?>());
    }

    private sealed class Declared(ModelTool tool) : AIFunctionDeclaration
    {
        public override string Name => tool.Name;

        public override string Description => tool.Description;

        public override JsonElement JsonSchema => tool.Schema;
    }
}
