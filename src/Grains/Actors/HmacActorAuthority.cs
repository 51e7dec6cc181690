using System.Security.Cryptography;
using System.Text;
using Aegis.Actors;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Actors;

/// <summary>Signs and verifies actors with an HMAC key derived from the master key, which all processes share.</summary>
public sealed class HmacActorAuthority(ISealer sealer) : IActorAuthority
{
    public Actor Sign(string id, Role role, string workspace) => new(id, role, workspace, Signature(id, role, workspace));

    public bool IsGenuine(Actor actor) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Signature(actor.Id, actor.Role, actor.Workspace)),
            Encoding.UTF8.GetBytes(actor.Signature));

    // The lengths keep parts apart whatever characters they hold.
    private string Signature(string id, Role role, string workspace) =>
        sealer.Hash("actor", $"{(int)role}:{workspace.Length}:{workspace}:{id.Length}:{id}");
}
