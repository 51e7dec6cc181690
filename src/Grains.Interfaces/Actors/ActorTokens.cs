using System.Security.Cryptography;
using System.Text;

namespace Aegis.Actors;

/// <summary>What holds for every token, whoever signs it.</summary>
public static class ActorTokens
{
    /// <summary>How long an actor's token holds: longer than any request, shorter than anybody would like a stolen one to work.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long one holds that left the processes of the grid: a service asks for another before, and what was revoked is over by then.</summary>
    public static readonly TimeSpan ServiceLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Whether a seal is the one for this text; compares in constant time.</summary>
    public static bool IsSealed(this IActorAuthority authority, string purpose, string text, string? seal) =>
        seal is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authority.Seal(purpose, text)), Encoding.UTF8.GetBytes(seal));
}
