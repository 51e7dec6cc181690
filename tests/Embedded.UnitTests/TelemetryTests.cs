using System.Diagnostics;
using Aegis.Hosts.UnitTests.Grains;
using Aegis.Embedded.UnitTests.Support;

namespace Aegis.Embedded.UnitTests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Call_WithAListener_IsASpanBelowItsCallers()
    {
        var ended = new TaskCompletionSource<Activity>();
        using var parent = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Aegis.Embedded",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                    ended.TrySetResult(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = new TestHost();

        await host.Grains.GetGrain<ITurnGrain>("traced").AddSlowly(1);

        var span = await ended.Task.WaitAsync(TestHost.Patience);
        span.ParentSpanId.ShouldBe(parent.SpanId);
        span.DisplayName.ShouldBe("ITurnGrain.AddSlowly");
    }
}
