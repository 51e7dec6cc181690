using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Aegis.Actors;

namespace Aegis.Identity;

/// <summary>What a session's token says, under a seal that only the grid can make: whose it is, who opened it and until when.</summary>
public sealed record SessionToken(string Workspace, string CustomerId, string OpenedBy, DateTimeOffset ExpiresAt)
{
    /// <summary>What tells a session's token from a key.</summary>
    public const string Prefix = "as_";

    private const string Purpose = "customer-session";

    /// <summary>The token as it is sent.</summary>
    public string Seal(IActorAuthority authority)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Workspace}/{CustomerId}/{OpenedBy}/{ExpiresAt.ToUnixTimeMilliseconds()}");
        return $"{Prefix}{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}.{authority.Seal(Purpose, text)}";
    }

    /// <summary>What a token says, or null when it is forged, mangled or too old.</summary>
    public static SessionToken? Open(IActorAuthority authority, string token, DateTimeOffset now)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 1000 || token.Split('.') is not [var body, var seal])
            return null;
        if (Decode(body[Prefix.Length..]) is not { } text || !authority.IsSealed(Purpose, text, seal) || text.Split('/') is not [var workspace, var customer, var openedBy, var ends])
            return null;
        var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ends, CultureInfo.InvariantCulture));
        return expiresAt > now ? new(workspace, customer, openedBy, expiresAt) : null;
    }

    private static string? Decode(string body)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
