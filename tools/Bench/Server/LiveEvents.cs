using System.Text.Json;

namespace Aegis.Bench.Server;

/// <summary>Hears the grid's live events over HTTP, as a console would.</summary>
public sealed class LiveEvents : IAsyncDisposable
{
    private const string Data = "data: ";
    private readonly HttpResponseMessage _answer;
    private readonly Task _reading;

    private LiveEvents(HttpResponseMessage answer, StreamReader lines, Action<JsonElement> heard) =>
        (_answer, _reading) = (answer, ReadAsync(lines, heard));

    /// <param name="heard">Called with each event, one after the other.</param>
    public static async Task<LiveEvents> OpenAsync(HttpClient http, Action<JsonElement> heard)
    {
        var answer = await http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return new(answer, new(await answer.Content.ReadAsStreamAsync()), heard);
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ReadAsync(StreamReader lines, Action<JsonElement> heard)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal))
                continue;
            using var json = JsonDocument.Parse(line.AsMemory(Data.Length));
            heard(json.RootElement);
        }
    }
}
