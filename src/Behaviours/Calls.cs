namespace Aegis.Behaviours;

/// <summary>Invents batches of calls to the product.</summary>
internal sealed class Calls(Random random)
{
    private static readonly string[] Endpoints = ["GET /v2/customers", "POST /v2/customers", "GET /v2/subscriptions", "POST /v2/subscriptions", "GET /v2/invoices", "GET /v2/plans"];
    private static readonly (int Status, string Reason)[] Failures =
        [(401, "KEY_VALID_BUT_HEADERS_INCORRECT"), (401, "INVALID_KEY"), (401, "KEY_REVOKED"), (429, "RATE_LIMITED"), (500, "INTERNAL_ERROR")];

    /// <summary>Calls of the last few seconds.</summary>
    /// <param name="errorRate">0 to 1.</param>
    public CustomerOperation.Report Recent(int calls, double errorRate) => Batch(calls, errorRate, TimeSpan.Zero, TimeSpan.FromSeconds(10));

    /// <summary>Calls of a day that ended so many days ago.</summary>
    public CustomerOperation.Report Day(int daysAgo, int calls, double errorRate) => Batch(calls, errorRate, TimeSpan.FromDays(daysAgo), TimeSpan.FromHours(8));

    /// <summary>One batch for two weeks, so that there is a trend at once.</summary>
    public CustomerOperation.Report TwoWeeks(int aDayBefore, int aDayNow) => new(
    [
        .. Enumerable.Range(0, 7).SelectMany(day => Day(13 - day, aDayBefore, 0.01).Calls),
        .. Enumerable.Range(0, 7).SelectMany(day => Day(6 - day, aDayNow, 0.01).Calls),
    ]);

    private CustomerOperation.Report Batch(int calls, double errorRate, TimeSpan ended, TimeSpan lasted)
    {
        var batch = ImmutableArray.CreateBuilder<ProductCall>(calls);
        for (var call = 0; call < calls; call++)
        {
            (int Status, string? Reason) = random.NextDouble() < errorRate ? Failures[random.Next(Failures.Length)] : (200, default(string));
            batch.Add(new(Endpoints[random.Next(Endpoints.Length)], Status, ended + lasted * (calls - call) / calls, random.Next(15, 250), Reason));
        }

        return new(batch.MoveToImmutable());
    }
}
