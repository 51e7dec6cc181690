using Aegis.Activity;

namespace Aegis.Api.Activity;

/// <summary>One customer's events of a request, and the lines they came from.</summary>
internal sealed class CustomerEvents(string customerId)
{
    private readonly List<ActivityEvent> _events = [];
    private readonly List<int> _lines = [];

    public string CustomerId => customerId;

    public IReadOnlyList<int> Lines => _lines;

    public void Add(ActivityEvent activity, int line)
    {
        _events.Add(activity);
        _lines.Add(line);
    }

    public ImmutableArray<ActivityEvent> ToEvents() => [.. _events];
}

/// <summary>What a request's lines came to: events by customer, and the lines that are no events.</summary>
/// <param name="idPrefix">Gives an event without id one of its line, so that a repeat of the request counts it once; null without an Idempotency-Key.</param>
internal sealed class ActivityBatch(DateTimeOffset now, string? idPrefix)
{
    public const int MaxLines = 50_000;
    private readonly Dictionary<string, CustomerEvents> _customers = [];
    private readonly StringPool _pool = new();

    public IReadOnlyCollection<CustomerEvents> Customers => _customers.Values;

    public List<RejectedLine> Rejected { get; } = [];

    public int LineCount { get; private set; }

    /// <summary>Takes the next line, without its line feed; blank lines count but hold nothing.</summary>
    public void AddLine(ReadOnlySpan<byte> line)
    {
        LineCount++;
        if (line.Trim(" \t\r"u8).IsEmpty)
            return;
        if (ActivityLine.Parse(line, _pool, now, out var customerId, out var activity) is { } error)
        {
            Rejected.Add(new(LineCount, error));
            return;
        }

        if (activity.Id is null && idPrefix is not null)
            activity = activity with { Id = $"{idPrefix}:{LineCount}" };
        if (!_customers.TryGetValue(customerId, out var events))
            _customers[customerId] = events = new(customerId);
        events.Add(activity, LineCount);
    }
}
