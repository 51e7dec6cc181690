using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aegis.Console.Load;

/// <summary>One open page without a browser: signs in, loads the page, starts its circuit over a WebSocket and confirms what is rendered, as Blazor's script does.</summary>
public sealed partial class Circuit : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1);
    private Task _reading = Task.CompletedTask;
    private int _batches;

    /// <summary>Rendered changes that came and were confirmed.</summary>
    public int Batches => Volatile.Read(ref _batches);

    /// <summary>The cookies of a browser that signed in by a one-time code.</summary>
    public static async Task<CookieContainer> SignInAsync(Uri server, string code)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = server };
        using var answer = await client.GetAsync($"/sign-in?code={code}");
        answer.EnsureSuccessStatusCode();
        return cookies;
    }

    public static async Task<Circuit> OpenAsync(Uri server, CookieContainer cookies, string address)
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = server };
        var page = await client.GetStringAsync(address);
        var circuit = new Circuit();
        circuit._socket.Options.Cookies = cookies;
        circuit._socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        await circuit._socket.ConnectAsync(new Uri($"ws://{server.Authority}/_blazor"), CancellationToken.None);
        await circuit.StartAsync(server, new Uri(server, address), page);
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task StartAsync(Uri server, Uri page, string html)
    {
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        _reading = ReadAsync();
        await SendAsync(BlazorPack.Invoke("0", "StartCircuit", server.ToString(), page.ToString(), "[]", ""));
        await _live.Task.WaitAsync(TimeSpan.FromSeconds(60));

        var operations = Marker().Matches(html).Select(m => m.Groups["json"].Value)
            .Where(json => json.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select((json, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{json}}}""");
        var state = State().Match(html) is { Success: true } kept ? kept.Groups["state"].Value : "";
        await SendAsync(BlazorPack.Invoke(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state));
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        ReadOnlyMemory<byte> left = default;
        var shaken = false;
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), _closing.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                    return;
                var received = buffer.AsMemory(0, read.Count);
                if (!shaken)
                {
                    var end = received.Span.IndexOf((byte)0x1e);
                    received = received[(end + 1)..];
                    shaken = true;
                }

                left = left.IsEmpty ? received.ToArray() : (byte[])[.. left.Span, .. received.Span];
                foreach (var message in BlazorPack.Read(ref left))
                    await TakeAsync(message);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            _live.TrySetException(e);
        }
    }

    private Task TakeAsync(object?[] message)
    {
        if (message is [3L, ..])
        {
            if (message is [3L, _, _, 1L, string failure])
                _live.TrySetException(new InvalidOperationException(failure));
            else
                _live.TrySetResult();
        }

        if (message is not [1L, _, _, string target, object?[] arguments, ..])
            return Task.CompletedTask;
        switch (target)
        {
            case "JS.RenderBatch":
                Interlocked.Increment(ref _batches);
                return SendAsync(BlazorPack.Invoke(null, "OnRenderCompleted", (long)arguments[0]!, null));
            case "JS.BeginInvokeJS":
                var handle = (long)arguments[0]!;
                var result = (string)arguments[1]! == "import" ? "{\"__jsObjectId\":1}" : "null";
                return SendAsync(BlazorPack.Invoke(null, "EndInvokeJSFromDotNet", handle, true, $"[{JsonSerializer.Serialize(handle)},true,{result}]"));
            default:
                return Task.CompletedTask;
        }
    }

    private async Task SendAsync(byte[] bytes)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Binary, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
