using System.Net.Http.Json;
using Aegis.Faults.Program;

namespace Aegis.Faults.Crashes;

/// <summary>Billing, tickets and mail as processes of their own, which count effects outside Aegis and outlive its crashes.</summary>
internal sealed class Sandboxes : IAsyncDisposable
{
    private static readonly string[] Kinds = ["billing", "tickets", "mail"];

    private readonly Dictionary<string, AegisProcess> _processes = [];
    private readonly HttpClient _http = new();

    /// <summary>Variables that point the program at these sandboxes.</summary>
    public Dictionary<string, string> Variables =>
        _processes.ToDictionary(entry => $"AEGIS_CONNECTORS__{entry.Key.ToUpperInvariant()}__URL", entry => entry.Value.Address.ToString());

    /// <param name="settings">Variables of the sandboxes themselves.</param>
    public static async Task<Sandboxes> StartAsync(string directory, IReadOnlyDictionary<string, string>? settings = null)
    {
        var sandboxes = new Sandboxes();
        foreach (var kind in Kinds)
        {
            sandboxes._processes[kind] = AegisProcess.Start(
                settings ?? new Dictionary<string, string>(),
                "run", "--roles", $"{kind}-sandbox", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(directory, kind));
        }

        foreach (var process in sandboxes._processes.Values)
            await process.ListeningAsync();
        return sandboxes;
    }

    /// <summary>Everything a sandbox did, in order.</summary>
    public async Task<IReadOnlyList<SandboxEffect>> EffectsAsync(string kind) =>
        (await _http.GetFromJsonAsync<EffectList>(new Uri(_processes[kind].Address, "/_sandbox/effects")))!.Effects;

    /// <summary>Has the next calls of an operation done only after a delay, also when the caller is gone by then.</summary>
    public async Task SlowDownAsync(string kind, string operation, int calls, TimeSpan delay)
    {
        using var answer = await _http.PutAsJsonAsync(
            new Uri(_processes[kind].Address, "/_sandbox/faults"), new { kind = "slow", operation, count = calls, delayMs = delay.TotalMilliseconds });
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var process in _processes.Values)
            await process.DisposeAsync();
    }

    private sealed record EffectList(IReadOnlyList<SandboxEffect> Effects);
}

/// <param name="Subject">For whom: the customer's reference, or the recipient.</param>
internal sealed record SandboxEffect(string Operation, string? IdempotencyKey, string ResourceId, string Subject);
