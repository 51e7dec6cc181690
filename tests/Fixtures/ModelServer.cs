using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Fixtures;

/// <summary>A language model that answers by a script, on loopback, in OpenAI's shape and in Anthropic's, streamed.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<ModelRequest, ModelAnswer> _script;
    private int _count;

    private ModelServer(WebApplication app, Func<ModelRequest, ModelAnswer> script)
    {
        _app = app;
        _script = script;
    }

    /// <summary>All that was asked, in order.</summary>
    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    /// <summary>Base address in OpenAI's sense; Anthropic's is the same without "/v1".</summary>
    public string OpenAIUrl => $"{_app.Urls.First()}/v1";

    public string AnthropicUrl => _app.Urls.First();

    public static async Task<ModelServer> StartAsync(Func<ModelRequest, ModelAnswer> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new ModelServer(app, script);
        app.MapPost("/v1/chat/completions", context => server.AnswerAsync(context, OpenAIAsync));
        app.MapPost("/v1/messages", context => server.AnswerAsync(context, AnthropicAsync));
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, ModelAnswer, Task> write)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ModelRequest(Interlocked.Increment(ref _count), await reader.ReadToEndAsync());
        Requests.Enqueue(request);
        var answer = _script(request);
        try
        {
            if (answer.Delay > TimeSpan.Zero)
                await Task.Delay(answer.Delay, TimeProvider.System, context.RequestAborted);
            if (answer.Until is { } gate)
                await gate.WaitAsync(context.RequestAborted);
            if (answer.Status != 200)
            {
                context.Response.StatusCode = answer.Status;
                await context.Response.WriteAsync("""{"error":{"message":"scripted","type":"scripted"}}""");
                return;
            }

            if (answer.Whole)
            {
                await WholeAsync(context, answer);
                return;
            }

            context.Response.ContentType = "text/event-stream";
            await write(context, answer);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has left.
        }
    }

    private static async Task OpenAIAsync(HttpContext context, ModelAnswer answer)
    {
        Task Chunk(JsonNode? delta, string? finish = null, JsonObject? usage = null)
        {
            var chunk = new JsonObject { ["id"] = "c1", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = "m" };
            chunk["choices"] = delta is null ? new JsonArray() : new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish });
            if (usage is not null)
                chunk["usage"] = usage;
            return WriteAsync(context, $"data: {chunk.ToJsonString()}\n\n");
        }

        await Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (var piece in Pieces(answer.Text))
            await Chunk(new JsonObject { ["content"] = piece });
        if (answer.CutOff)
            return;
        foreach (var (call, index) in answer.Calls.Select((call, index) => (call, index)))
        {
            JsonObject Call(string? id, string? name, string arguments) => new()
            {
                ["tool_calls"] = new JsonArray(new JsonObject
                {
                    ["index"] = index, ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
                }),
            };
            var half = call.Arguments.Length / 2;
            await Chunk(Call($"t{index}", call.Name, ""));
            await Chunk(Call(null, null, call.Arguments[..half]));
            await Chunk(Call(null, null, call.Arguments[half..]));
        }

        await Chunk(new JsonObject(), answer.Calls.Length > 0 ? "tool_calls" : "stop");
        await Chunk(null, usage: new JsonObject { ["prompt_tokens"] = answer.InputTokens, ["completion_tokens"] = answer.OutputTokens, ["total_tokens"] = answer.InputTokens + answer.OutputTokens });
        await WriteAsync(context, "data: [DONE]\n\n");
    }

    private static Task WholeAsync(HttpContext context, ModelAnswer answer)
    {
        var calls = answer.Calls.Select((call, index) => (JsonNode)new JsonObject
        {
            ["id"] = $"t{index}", ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
        });
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text };
        if (answer.Calls.Length > 0)
            message["tool_calls"] = new JsonArray([.. calls]);
        context.Response.ContentType = "application/json";
        return WriteAsync(context, new JsonObject
        {
            ["id"] = "c1", ["object"] = "chat.completion", ["created"] = 1, ["model"] = "m",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = answer.Calls.Length > 0 ? "tool_calls" : "stop" }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = answer.InputTokens, ["completion_tokens"] = answer.OutputTokens, ["total_tokens"] = answer.InputTokens + answer.OutputTokens },
        }.ToJsonString());
    }

    private static async Task AnthropicAsync(HttpContext context, ModelAnswer answer)
    {
        Task Event(string type, JsonObject body)
        {
            body["type"] = type;
            return WriteAsync(context, $"event: {type}\ndata: {body.ToJsonString()}\n\n");
        }

        await Event("message_start", new()
        {
            ["message"] = new JsonObject
            {
                ["id"] = "m1", ["type"] = "message", ["role"] = "assistant", ["model"] = "m", ["content"] = new JsonArray(), ["stop_reason"] = null, ["stop_sequence"] = null,
                ["usage"] = new JsonObject { ["input_tokens"] = answer.InputTokens, ["output_tokens"] = 1 },
            },
        });
        var index = 0;
        if (answer.Text.Length > 0)
        {
            await Event("content_block_start", new() { ["index"] = index, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" } });
            foreach (var piece in Pieces(answer.Text))
                await Event("content_block_delta", new() { ["index"] = index, ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = piece } });
            if (answer.CutOff)
                return;
            await Event("content_block_stop", new() { ["index"] = index++ });
        }

        foreach (var call in answer.Calls)
        {
            await Event("content_block_start", new() { ["index"] = index, ["content_block"] = new JsonObject { ["type"] = "tool_use", ["id"] = $"tu{index}", ["name"] = call.Name, ["input"] = new JsonObject() } });
            var half = call.Arguments.Length / 2;
            foreach (var piece in new[] { call.Arguments[..half], call.Arguments[half..] })
                await Event("content_block_delta", new() { ["index"] = index, ["delta"] = new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece } });
            await Event("content_block_stop", new() { ["index"] = index++ });
        }

        await Event("message_delta", new()
        {
            ["delta"] = new JsonObject { ["stop_reason"] = answer.Calls.Length > 0 ? "tool_use" : "end_turn", ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = answer.OutputTokens },
        });
        await Event("message_stop", []);
    }

    private static async Task WriteAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static IEnumerable<string> Pieces(string text) => text.Chunk(24).Select(piece => new string(piece));
}

/// <summary>What a scripted model was asked.</summary>
/// <param name="Number">From 1.</param>
public sealed record ModelRequest(int Number, string Body)
{
    /// <summary>Answers of the model that stand in the prompt already.</summary>
    public int Step => Messages.Count(message => message!["role"]!.GetValue<string>() == "assistant") + 1;

    /// <summary>The tools that are offered.</summary>
    public string[] Tools => [.. (JsonNode.Parse(Body)!["tools"]?.AsArray() ?? []).Select(tool => (tool!["function"]?["name"] ?? tool["name"])!.GetValue<string>())];

    /// <summary>The whole prompt's texts, whatever the shape.</summary>
    public string Text => string.Join('\n', Strings(JsonNode.Parse(Body)!));

    private JsonArray Messages => JsonNode.Parse(Body)!["messages"]!.AsArray();

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Strings(field.Value)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}

/// <summary>What a scripted model answers.</summary>
public sealed record ModelAnswer(string Text, params ScriptedCall[] Calls)
{
    public int Status { get; init; } = 200;

    public TimeSpan Delay { get; init; }

    /// <summary>Nothing is answered before it ends.</summary>
    public Task? Until { get; init; }

    /// <summary>The answer breaks off after the text.</summary>
    public bool CutOff { get; init; }

    /// <summary>In one piece, as it is asked for by who does not stream; OpenAI's shape only.</summary>
    public bool Whole { get; init; }

    public int InputTokens { get; init; } = 100;

    public int OutputTokens { get; init; } = 20;

    public static ModelAnswer Call(string tool, string arguments = "{}") => new("", new ScriptedCall(tool, arguments));

    public static ModelAnswer Failing(int status) => new("") { Status = status };
}

/// <param name="Arguments">JSON, or what a model takes for it.</param>
public sealed record ScriptedCall(string Name, string Arguments = "{}");
