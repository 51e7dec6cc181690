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

/// <summary>Who asks. Signed at the edge, checked by the grain, and stored with every intent.</summary>
/// <param name="Id">A person's, service's or customer's id.</param>
/// <param name="Signature">HMAC by <see cref="IActorAuthority"/>; an actor without a valid one is nobody.</param>
[GenerateSerializer, Immutable, Alias("aegis.Actor")]
public sealed record Actor(
    [property: Id(0)] string Id,
    [property: Id(1)] Role Role,
    [property: Id(2)] string Workspace,
    [property: Id(3)] string Signature)
{
    /// <summary>How the ledger names the actor: "admin:alice".</summary>
    public override string ToString() => $"{Role.ToString().ToLowerInvariant()}:{Id}";
}

/// <summary>Signs actors at the edge and verifies them in the grains, with a key that all processes share.</summary>
public interface IActorAuthority
{
    Actor Sign(string id, Role role, string workspace);

    bool IsGenuine(Actor actor);
}
