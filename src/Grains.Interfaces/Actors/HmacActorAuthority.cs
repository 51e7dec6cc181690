using System.Security.Cryptography;
using System.Text;

namespace Aegis.Actors;

/// <summary>Signs and verifies actors with an HMAC key that all processes of a grid derive from their master key.</summary>
public sealed class HmacActorAuthority(byte[] key) : IActorAuthority
{
    /// <summary>What the key is derived for.</summary>
    public const string KeyPurpose = "hash/actor";

    public Actor Sign(string id, Role role, string workspace) => new(id, role, workspace, Signature(id, role, workspace));

    public bool IsGenuine(Actor actor) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Signature(actor.Id, actor.Role, actor.Workspace)),
            Encoding.UTF8.GetBytes(actor.Signature));

    // The lengths keep parts apart whatever characters they hold.
    private string Signature(string id, Role role, string workspace) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{(int)role}:{workspace.Length}:{workspace}:{id.Length}:{id}")));
}
