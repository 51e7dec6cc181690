using Aegis.Actors;
using Aegis.Connections;

namespace Aegis.Grains.Connections;

/// <summary>An outside system with the call by which it is tested.</summary>
/// <param name="Probe">Changes nothing there; tells what was answered, for people. Takes Aegis itself as its actor.</param>
internal sealed record KnownConnector(string Id, ConnectorKind Kind, string Name, bool IsSandbox, Func<Actor, CancellationToken, Task<string>> Probe);
