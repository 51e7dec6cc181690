namespace Aegis.Actors;

/// <summary>What an actor may do; each role includes those above it, except that a customer is only ever itself.</summary>
[GenerateSerializer, Alias("aegis.Role")]
public enum Role
{
    /// <summary>The customer itself; <see cref="Actor.Id"/> is the customer id.</summary>
    Customer,
    Viewer,
    Agent,
    Approver,
    Admin,
    /// <summary>Aegis itself: monitors, relays, the product sandbox.</summary>
    System,
}

/// <summary>Who asks. Signed at the edge, checked by the grain, and stored with every intent: the name and the role, never the token, so that what is stored outlives it.</summary>
/// <param name="Id">A person's, service's or customer's id.</param>
/// <param name="Signature">HMAC by <see cref="IActorAuthority"/>; an actor without a valid one is nobody.</param>
/// <param name="ExpiresAt">When the token is void; null only for <see cref="Role.System"/>, whose tokens never leave the processes that can sign them.</param>
[GenerateSerializer, Immutable, Alias("aegis.Actor")]
public sealed record Actor(
    [property: Id(0)] string Id,
    [property: Id(1)] Role Role,
    [property: Id(2)] string Workspace,
    [property: Id(3)] string Signature,
    [property: Id(4)] DateTimeOffset? ExpiresAt = null)
{
    /// <summary>How the ledger names the actor: "admin:alice".</summary>
    public override string ToString() => $"{Role.ToString().ToLowerInvariant()}:{Id}";
}

/// <summary>Signs actors at the edge and verifies them in the grains, with a key that all processes share.</summary>
public interface IActorAuthority
{
    /// <summary>Signs an actor for a while: sign anew for each request rather than keep one. Only <see cref="Role.System"/> does not expire.</summary>
    /// <param name="lifetime">How long the token holds; <see cref="ActorTokens.Lifetime"/> unless told otherwise.</param>
    Actor Sign(string id, Role role, string workspace, TimeSpan? lifetime = null);

    /// <summary>Whether the actor was signed with the shared key, as it stands, and has not expired.</summary>
    bool IsGenuine(Actor actor);

    /// <summary>A seal on something else that crosses from one process to another and back, such as the ticket of an action or a session.</summary>
    /// <param name="purpose">Keeps seals of one kind from passing for another.</param>
    string Seal(string purpose, string text);
}
