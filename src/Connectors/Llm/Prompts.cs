using System.Collections.Immutable;
using System.Text.Json;

namespace Aegis.Connectors.Llm;

public enum ModelRole { System, User, Assistant, Tool }

/// <summary>One message of a prompt.</summary>
/// <param name="Calls">The tool calls of an assistant's message; empty otherwise.</param>
/// <param name="CallId">The call a tool's message answers.</param>
public sealed record ModelMessage(ModelRole Role, string Text, ImmutableArray<ToolCall> Calls, string? CallId = null)
{
    public static ModelMessage System(string text) => new(ModelRole.System, text, []);

    public static ModelMessage User(string text) => new(ModelRole.User, text, []);

    public static ModelMessage Result(string callId, string text) => new(ModelRole.Tool, text, [], callId);
}

/// <summary>A tool a model may call.</summary>
/// <param name="Name">Letters, digits, '_' and '-', at most 64.</param>
/// <param name="Schema">Of its arguments, as JSON schema.</param>
public sealed record ModelTool(string Name, string Description, JsonElement Schema);

/// <summary>What a model is asked.</summary>
public sealed record ModelPrompt(ImmutableArray<ModelMessage> Messages, ImmutableArray<ModelTool> Tools)
{
    /// <summary>Tokens of the answer at most; null for the configured number.</summary>
    public int? MaxOutput { get; init; }
}

/// <summary>A tool call a model wants made.</summary>
/// <param name="Arguments">JSON as the model wrote it; not necessarily valid.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);

/// <summary>A model's answer.</summary>
/// <param name="Text">May be empty beside calls.</param>
/// <param name="Finish">Why it ended: stop, tool_calls, length, content_filter.</param>
public sealed record Completion(string Text, ImmutableArray<ToolCall> Calls, ModelUsage Usage, string Finish);

/// <summary>What asking took.</summary>
/// <param name="Input">Tokens of the prompt.</param>
/// <param name="Output">Tokens of the answer.</param>
/// <param name="Micros">Cost in millionths of a US dollar, by the configured prices; 0 without any.</param>
public sealed record ModelUsage(long Input, long Output, long Micros)
{
    public static readonly ModelUsage None = new(0, 0, 0);

    public long Tokens => Input + Output;

    public static ModelUsage operator +(ModelUsage a, ModelUsage b) => new(a.Input + b.Input, a.Output + b.Output, a.Micros + b.Micros);
}

/// <summary>Why a model gave no usable answer.</summary>
public enum ModelFault
{
    /// <summary>It cannot be reached, or answers with an error that may pass.</summary>
    Unavailable,
    /// <summary>It took too long.</summary>
    Slow,
    /// <summary>It refuses the request: a wrong key, model or prompt.</summary>
    Refused,
    /// <summary>Its answer cannot be read.</summary>
    Unreadable,
}

/// <summary>A model gave no usable answer. The message holds no word of prompt, answer or key.</summary>
public sealed class ModelException(ModelFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ModelFault Fault { get; } = fault;

    /// <summary>How long the provider asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether some of an answer had come before.</summary>
    public bool Begun { get; init; }
}
