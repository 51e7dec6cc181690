namespace Aegis.Connections;

/// <summary>What an outside system is for.</summary>
[GenerateSerializer, Alias("aegis.ConnectorKind")]
public enum ConnectorKind
{
    Billing,
    Tickets,
    Mail,
    /// <summary>A language model.</summary>
    Model,
    /// <summary>A server whose tools agents are offered, or that tickets or documentation are reached by.</summary>
    McpServer,
}

/// <summary>An outside system as this grid is configured to reach it.</summary>
/// <param name="Id">"billing", "tickets", "mail", "model", "mcp.github"; one of its kind in the workspace.</param>
/// <param name="Name">What people call it: "Chargebee (acme-test.chargebee.com)".</param>
/// <param name="IsSandbox">Whether it only stands in for a real one.</param>
/// <param name="LastTest">How the last test of it went, or null when there was none.</param>
[GenerateSerializer, Immutable, Alias("aegis.ConnectorStatus")]
public sealed record ConnectorStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] ConnectorKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] bool IsSandbox,
    [property: Id(4)] ConnectorTest? LastTest);

/// <summary>A call to an outside system that changes nothing there, and what came of it.</summary>
/// <param name="Outcome">What was asked and answered, or why nothing was; for people, without secrets.</param>
/// <param name="By">Who had it tested, as the ledger names actors.</param>
[GenerateSerializer, Immutable, Alias("aegis.ConnectorTest")]
public sealed record ConnectorTest(
    [property: Id(0)] bool Works,
    [property: Id(1)] string Outcome,
    [property: Id(2)] TimeSpan Took,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string By);
