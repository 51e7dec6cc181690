using Aegis.Connections;

namespace Aegis.Api.Connections;

/// <param name="LastTest">Left out before the first.</param>
public sealed record ConnectorView(string Id, ConnectorKind Kind, string Name, bool IsSandbox, ConnectorTestView? LastTest)
{
    public static ConnectorView Of(ConnectorStatus status) =>
        new(status.Id, status.Kind, status.Name, status.IsSandbox, status.LastTest is { } test ? ConnectorTestView.Of(test) : null);
}

/// <param name="Outcome">What was asked and answered, or why nothing was.</param>
public sealed record ConnectorTestView(bool Works, string Outcome, long DurationMs, DateTimeOffset At, string By)
{
    public static ConnectorTestView Of(ConnectorTest test) => new(test.Works, test.Outcome, (long)test.Took.TotalMilliseconds, test.At, test.By);
}

public sealed record ConnectorList(ImmutableArray<ConnectorView> Items);
