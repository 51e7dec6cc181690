using System.Collections.Immutable;
using Aegis.Activity;

namespace Aegis.Silo.Demo;

/// <summary>Invents a customer's past calls; the same seed gives the same calls.</summary>
internal sealed class CallHistory(int seed, string prefix)
{
    private static readonly ImmutableArray<string> Endpoints = ["/v2/customers", "/v2/subscriptions", "/v2/invoices", "/v2/plans"];
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(8);

    private readonly Random _random = new(seed);
    private readonly ImmutableArray<ActivityEvent>.Builder _events = ImmutableArray.CreateBuilder<ActivityEvent>();

    public ImmutableArray<ActivityEvent> Events => _events.ToImmutable();

    /// <summary>Calls spread over the eight hours that ended <paramref name="daysAgo"/> days ago; errors are malformed headers, spread among them.</summary>
    public void AddDay(DateTimeOffset now, int daysAgo, int calls, int errors)
    {
        for (var call = 0; call < calls; call++)
        {
            var failed = errors > 0 && call % (calls / errors) == 0 && call / (calls / errors) < errors;
            _events.Add(new ActivityEvent(
                $"{prefix}-{_events.Count}",
                Endpoints[_random.Next(Endpoints.Length)],
                failed ? 401 : 200,
                now.AddDays(-daysAgo) - WorkingDay * (calls - call) / calls,
                LatencyMs: _random.Next(20, 180),
                failed ? "KEY_VALID_BUT_HEADERS_INCORRECT" : null));
        }
    }
}
