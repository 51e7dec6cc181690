using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;

namespace Aegis.Client;

/// <summary>The grid, as a service calls it. Calls made before a silo was found fail at once; await <see cref="ConnectedAsync"/> first, or try again.</summary>
public interface IAegisClient
{
    /// <summary>This service, signed for a quarter of an hour: the first argument of the grains' methods. Ask for it at each call.</summary>
    Actor Actor { get; }

    /// <summary>Whether a silo was found. Lost silos are replaced by others without further ado.</summary>
    bool IsConnected { get; }

    /// <summary>Completes when a silo was found.</summary>
    Task ConnectedAsync(CancellationToken cancellationToken = default);

    /// <summary>Signs that this service acts for somebody else of its workspace: the customer itself, or a person it has authenticated.</summary>
    Actor ActAs(string id, Role role);

    ICustomerGrain Customer(string id);

    /// <summary>The customer's conversation.</summary>
    IOrchestratorGrain Conversation(string customerId);

    /// <summary>Lists, searches, ledgers and live events.</summary>
    IDirectoryGrain Directory { get; }

    /// <summary>Every other grain.</summary>
    IGrainFactory Grains { get; }
}
