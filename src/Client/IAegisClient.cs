using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;

namespace Aegis.Client;

/// <summary>The grid, as a service calls it. Calls made before a silo was found fail at once; await <see cref="ConnectedAsync"/> first, or try again.</summary>
public interface IAegisClient
{
    /// <summary>Whether a silo was found. Lost silos are replaced by others without further ado.</summary>
    bool IsConnected { get; }

    /// <summary>Completes when a silo was found.</summary>
    Task ConnectedAsync(CancellationToken cancellationToken = default);

    /// <summary>This service, as its access key says: the first argument of the grains' methods. It holds for at least half a minute and costs a call as seldom, so ask for it at each call.</summary>
    /// <exception cref="UnauthorizedAccessException">The access key is unknown, revoked or expired.</exception>
    Task<Actor> ActorAsync(CancellationToken cancellationToken = default);

    /// <summary>The customer itself, for a minute, when this service knows by its own means that the customer asks. Needs a key of the role agent or above; NotFound for a customer that is not there.</summary>
    /// <exception cref="UnauthorizedAccessException">The access key is unknown, revoked or expired.</exception>
    Task<Result<Actor>> StandInAsync(string customerId, CancellationToken cancellationToken = default);

    ICustomerGrain Customer(string id);

    /// <summary>The customer's conversation.</summary>
    IOrchestratorGrain Conversation(string customerId);

    /// <summary>Lists, searches, ledgers and live events.</summary>
    IDirectoryGrain Directory { get; }

    /// <summary>Every other grain.</summary>
    IGrainFactory Grains { get; }
}
