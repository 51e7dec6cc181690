using System.Collections.Concurrent;
using System.Diagnostics;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Hosts;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Keys;

public sealed class KeyTraceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Invariant8_KeyIssuedAndRevealed_IsInNoTrace()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TestHost.ActivitySource || source.Name.StartsWith("Aegis.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Enqueue(Describe(span)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        var key = (await customer.IssueKeyAsync(grid.Admin, KeyEnvironment.Test, "1")).Value!;
        var secret = (await customer.RevealKeyAsync(grid.Admin, key.Id)).Value!.Secret;

        // Control: the calls themselves are traced.
        spans.ShouldContain(span => span.Contains("RevealKey", StringComparison.Ordinal));
        spans.ShouldNotContain(span => span.Contains(secret, StringComparison.Ordinal));
    }

    private static string Describe(System.Diagnostics.Activity span) => string.Join('\n',
    [
        span.OperationName, span.DisplayName, span.StatusDescription ?? "",
        .. span.TagObjects.Concat(span.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value))).Select(t => $"{t.Key}={t.Value}"),
        .. span.Events.SelectMany(e => e.Tags.Select(t => $"{e.Name} {t.Key}={t.Value}")),
    ]);
}
