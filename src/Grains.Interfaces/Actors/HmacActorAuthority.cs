using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Actors;

/// <summary>Signs and verifies actors with an HMAC key that all processes of a grid derive from their master key.</summary>
public sealed class HmacActorAuthority(byte[] key, TimeProvider time) : IActorAuthority
{
    /// <summary>What the key is derived for.</summary>
    public const string KeyPurpose = "hash/actor";

    public Actor Sign(string id, Role role, string workspace, TimeSpan? lifetime = null)
    {
        DateTimeOffset? expiresAt = role == Role.System ? null : time.GetUtcNow() + (lifetime ?? ActorTokens.Lifetime);
        return new(id, role, workspace, Signature(id, role, workspace, expiresAt), expiresAt);
    }

    public bool IsGenuine(Actor actor) =>
        actor is { Id: not null, Workspace: not null, Signature: not null }
        && (actor.ExpiresAt is { } expiresAt ? expiresAt > time.GetUtcNow() : actor.Role == Role.System)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Signature(actor.Id, actor.Role, actor.Workspace, actor.ExpiresAt)),
            Encoding.UTF8.GetBytes(actor.Signature));

    // The key of a seal is one of its own, so that no seal is ever a signature.
    public string Seal(string purpose, string text) =>
        Hash(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"seal/{purpose}")), text);

    // The lengths keep parts apart whatever characters they hold.
    private string Signature(string id, Role role, string workspace, DateTimeOffset? expiresAt) => Hash(key, string.Create(
        CultureInfo.InvariantCulture, $"actor/{(int)role}:{workspace.Length}:{workspace}:{id.Length}:{id}:{expiresAt?.UtcTicks}"));

    private static string Hash(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
