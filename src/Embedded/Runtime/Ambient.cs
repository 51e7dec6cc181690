namespace Aegis.Embedded.Runtime;

/// <summary>The execution context in which nothing is set.</summary>
internal static class Ambient
{
    public static readonly ExecutionContext Empty = CaptureEmpty();

    private static ExecutionContext CaptureEmpty()
    {
        var captured = default(ExecutionContext);
        // A thread of its own has inherited nothing when the flow to it is suppressed.
        using (ExecutionContext.SuppressFlow())
        {
            var thread = new Thread(() => captured = ExecutionContext.Capture());
            thread.Start();
            thread.Join();
        }

        return captured!;
    }
}
