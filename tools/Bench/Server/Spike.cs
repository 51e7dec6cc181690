using System.Diagnostics;
using System.Text.Json;

namespace Aegis.Bench.Server;

/// <summary>A customer whose calls fail all at once, and when what followed was seen from outside.</summary>
public sealed class Spike(int customer)
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sent;
    private long _confirmed;
    private long _opened;
    private long _said;
    private string? _turn;

    public string CustomerId { get; } = Grid.CustomerId(customer);

    /// <summary>Live events that said an intervention opened.</summary>
    public int Openings { get; private set; }

    /// <summary>Ends when the intervention's message is in the conversation.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Milliseconds to the live event that the intervention opened.</summary>
    public (double FromSending, double FromAnswer) ToIntervention => Since(_opened);

    /// <summary>Milliseconds to the live event that its message was stored.</summary>
    public (double FromSending, double FromAnswer) ToMessage => Since(_said);

    public async Task SendAsync(Func<Task> post)
    {
        _sent = Stopwatch.GetTimestamp();
        await post();
        _confirmed = Stopwatch.GetTimestamp();
    }

    public void Hear(string topic, JsonElement data)
    {
        if (topic == "intervention" && data.GetProperty("change").GetString() == "opened")
        {
            _opened = Stopwatch.GetTimestamp();
            Openings++;
        }
        else if (topic == "turn")
        {
            HearTurn(data.GetProperty("turnId").GetString()!, data);
        }
    }

    private void HearTurn(string turn, JsonElement data)
    {
        if (data.TryGetProperty("intent", out var intent) && intent.GetString() == "intervene")
            _turn = turn;
        if (turn != _turn || data.GetProperty("status").GetString() != "answered")
            return;
        _said = Stopwatch.GetTimestamp();
        _answered.TrySetResult();
    }

    /// <summary>An event may be heard before the answer to the batch: that is at once.</summary>
    private (double FromSending, double FromAnswer) Since(long heard) => (
        Stopwatch.GetElapsedTime(_sent, heard).TotalMilliseconds,
        Math.Max(0, Stopwatch.GetElapsedTime(_confirmed, heard).TotalMilliseconds));
}
