using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Dashboard.SignIn;

/// <summary>One-time codes that let a browser in. Kept in memory as hashes; a restart forgets them.</summary>
public sealed class SignInCodes(DashboardOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiryByHash = new(StringComparer.Ordinal);

    /// <summary>A new code, good once within <see cref="DashboardOptions.SignInCodeLifetime"/>: "/sign-in?code=…".</summary>
    public string Issue()
    {
        var now = time.GetUtcNow();
        foreach (var (hash, expiry) in _expiryByHash)
            if (expiry <= now)
                _expiryByHash.TryRemove(hash, out _);

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        _expiryByHash[Hash(code)] = now + options.SignInCodeLifetime;
        return code;
    }

    /// <summary>Uses the code up; false when it is unknown, used or expired.</summary>
    public bool Redeem(string code) =>
        _expiryByHash.TryRemove(Hash(code), out var expiry) && expiry > time.GetUtcNow();

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
