using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Webhooks;

/// <summary>Whether a webhook comes from whom it says: over its exact bytes, compared in constant time.</summary>
internal static class Signatures
{
    /// <summary>Stripe-Signature: t=seconds,v1=hex, over "seconds.body".</summary>
    public static bool IsStripe(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookOptions options, DateTimeOffset now)
    {
        var parts = headers["Stripe-Signature"].ToString().Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToArray();
        var stamp = parts.FirstOrDefault(part => part[0].Trim() == "t")?[1];
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799
            || !IsNear(DateTimeOffset.FromUnixTimeSeconds(seconds), options.Tolerance, now))
            return false;
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{stamp}."), .. body];
        var claimed = parts.Where(part => part[0].Trim() == "v1").Select(part => part[1]).ToArray();
        return Secrets(options.StripeSecret).Any(secret => Array.Exists(claimed, hex => Same(Convert.ToHexStringLower(Hmac(secret, signed)), hex)));
    }

    /// <summary>X-Zendesk-Webhook-Signature: base64, over the stamp and the body.</summary>
    public static bool IsZendesk(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookOptions options, DateTimeOffset now)
    {
        var stamp = headers["X-Zendesk-Webhook-Signature-Timestamp"].ToString();
        if (!DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || !IsNear(at, options.Tolerance, now))
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes(stamp), .. body];
        return Secrets(options.ZendeskSecret).Any(secret => Same(Convert.ToBase64String(Hmac(secret, signed)), headers["X-Zendesk-Webhook-Signature"].ToString()));
    }

    /// <summary>X-Hub-Signature: sha256=hex, over the body.</summary>
    public static bool IsJira(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookOptions options)
    {
        var signed = body.ToArray();
        var claimed = headers["X-Hub-Signature"].ToString();
        return Secrets(options.JiraSecret).Any(secret => Same($"sha256={Convert.ToHexStringLower(Hmac(secret, signed))}", claimed));
    }

    /// <summary>Basic authentication with the user and password of the webhook.</summary>
    public static bool IsChargebee(IHeaderDictionary headers, WebhookOptions options) =>
        options is { ChargebeeUser: { Length: > 0 } user, ChargebeePassword: { Length: > 0 } password }
        && Same($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}", headers.Authorization.ToString());

    private static bool IsNear(DateTimeOffset at, TimeSpan tolerance, DateTimeOffset now) => (now - at).Duration() <= tolerance;

    private static string[] Secrets(string? secrets) =>
        secrets?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static byte[] Hmac(string secret, byte[] signed) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);

    private static bool Same(string expected, string claimed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(claimed));
}
