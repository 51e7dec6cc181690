using Aegis.Actions;
using Aegis.Connectors;

namespace Aegis.Grains.Actions;

/// <summary>Performs the actions of one tool against its connector; the action's id is the idempotency key.</summary>
public interface IActionHandler
{
    /// <summary>The tool's name.</summary>
    string Tool { get; }

    /// <exception cref="ConnectorException">By kind: rejected, unavailable, or unknown.</exception>
    Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken);

    /// <summary>What an earlier attempt came to, or null when the provider never saw one.</summary>
    Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken);
}
