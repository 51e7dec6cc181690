using System.Text.Json;
using Microsoft.Extensions.AI;
using OA = OpenAI.Chat;

namespace Aegis.Connectors.Llm;

/// <summary>Messages and options in OpenAI's shapes.</summary>
internal static class OpenAIShapes
{
    public static IEnumerable<OA.ChatMessage> Messages(IEnumerable<ChatMessage> messages) => messages.SelectMany(Message);

    public static OA.ChatCompletionOptions Options(ChatOptions? options)
    {
        var shaped = new OA.ChatCompletionOptions { MaxOutputTokenCount = options?.MaxOutputTokens, Temperature = options?.Temperature };
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            shaped.Tools.Add(OA.ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        return shaped;
    }

    public static ChatFinishReason Finish(OA.ChatFinishReason reason) => reason switch
    {
        OA.ChatFinishReason.Length => ChatFinishReason.Length,
        OA.ChatFinishReason.ToolCalls or OA.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        OA.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };

    public static UsageDetails? Usage(OA.ChatTokenUsage? usage) => usage is null
        ? null
        : new() { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount };

    private static IEnumerable<OA.ChatMessage> Message(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return [new OA.SystemChatMessage(message.Text)];
        if (message.Role == ChatRole.User)
            return [new OA.UserChatMessage(message.Text)];
        return message.Role == ChatRole.Tool
            ? message.Contents.OfType<FunctionResultContent>().Select(result => new OA.ToolChatMessage(result.CallId, result.Result as string ?? ""))
            : [Assistant(message)];
    }

    private static OA.AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(call => OA.ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments, ChatShapes.Compact)))).ToList();
        if (calls.Count == 0)
            return new(message.Text);
        var shaped = new OA.AssistantChatMessage(calls);
        if (message.Text.Length > 0)
            shaped.Content.Add(OA.ChatMessageContentPart.CreateTextPart(message.Text));
        return shaped;
    }
}
