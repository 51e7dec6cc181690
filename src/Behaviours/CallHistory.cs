namespace Aegis.Behaviours;

/// <summary>Invents a customer's past calls to exact counts; the same seed gives the same calls.</summary>
public sealed class CallHistory(int seed)
{
    private static readonly ImmutableArray<string> Endpoints = ["/v2/customers", "/v2/subscriptions", "/v2/invoices", "/v2/plans"];
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(8);

    private readonly Random _random = new(seed);
    private readonly ImmutableArray<ProductCall>.Builder _calls = ImmutableArray.CreateBuilder<ProductCall>();

    public ImmutableArray<ProductCall> Calls => _calls.ToImmutable();

    /// <summary>Calls spread over the eight hours that ended <paramref name="daysAgo"/> days ago; errors are malformed headers, spread among them.</summary>
    public void AddDay(int daysAgo, int calls, int errors)
    {
        for (var call = 0; call < calls; call++)
        {
            var failed = errors > 0 && call % (calls / errors) == 0 && call / (calls / errors) < errors;
            _calls.Add(new ProductCall(
                Endpoints[_random.Next(Endpoints.Length)],
                failed ? 401 : 200,
                TimeSpan.FromDays(daysAgo) + WorkingDay * (calls - call) / calls,
                LatencyMs: _random.Next(20, 180),
                failed ? "KEY_VALID_BUT_HEADERS_INCORRECT" : null));
        }
    }
}
