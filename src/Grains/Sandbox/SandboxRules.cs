using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Keys;
using Aegis.Keys;
using Aegis.Sandbox;

namespace Aegis.Grains.Sandbox;

/// <summary>What the product sandbox answers, and why.</summary>
public static class SandboxRules
{
    public const string NoApiKeys = "NO_API_KEYS";
    public const string NoCredentials = "NO_CREDENTIALS";
    public const string InvalidKey = "INVALID_KEY";
    public const string KeyRevoked = "KEY_REVOKED";
    public const string WrongEnvironment = "WRONG_ENVIRONMENT";
    public const string HeadersIncorrect = "KEY_VALID_BUT_HEADERS_INCORRECT";
    public const string SiteNotProvisioned = "SITE_NOT_PROVISIONED";
    public const string TrialExpired = "TRIAL_EXPIRED";
    public const string RateLimited = "RATE_LIMITED";
    /// <summary>The scheme of a key sent in a header of its own instead of Authorization.</summary>
    public const string HeaderScheme = "X-Api-Key";
    public const string ProductError = "PRODUCT_ERROR";

    /// <param name="wait">How long the rate limit asks to wait, or null when there is room.</param>
    public static SandboxVerdict Judge(CustomerState state, SandboxCall call, TimeSpan? wait, DateTimeOffset now)
    {
        if (state.SandboxFault is { } fault && fault.Until > now)
            return new(fault.Status, ProductError, "Sorry, something went wrong on our side.", state.Site);
        if (wait is { } pause)
            return new(429, RateLimited, $"Too many calls: wait {Math.Ceiling(pause.TotalSeconds):0} seconds.", state.Site, pause);
        if (state.Keys.Count == 0)
            return Unauthorized(state, NoApiKeys, "No API key was issued yet: issue a test key first.");
        if (call.KeyHash is null)
            return Unauthorized(state, NoCredentials, "The request carries no API key: send it as the user name of Basic authentication.");
        return Find(state, call.KeyHash) switch
        {
            null => Unauthorized(state, InvalidKey, "This API key is not one of this site's."),
            { IsActive: false } => Unauthorized(state, KeyRevoked, "This API key was revoked: use an active one."),
            { Environment: KeyEnvironment.Live } => Unauthorized(state, WrongEnvironment, "This is a live key, and a test site: use a test key."),
            _ when !call.WellFormed => Unauthorized(state, HeadersIncorrect, "The API key is valid but was not sent as it must be: Basic authentication, the key as user name, an empty password."),
            _ when state.Site is null => new(403, SiteNotProvisioned, "The sandbox site is not provisioned yet.", null),
            _ when state is { Tier: Tier.Trial, TrialEndsAt: { } end } && end <= now => new(403, TrialExpired, $"The trial ended on {end:yyyy-MM-dd}.", state.Site),
            _ => new(200, null, "OK", state.Site),
        };
    }

    /// <summary>How the credential was sent, also where it stood in a header of its own; null when there was none.</summary>
    public static string? SchemeOf(SandboxCall call) => call.Scheme ?? (call.KeyHash is null ? null : HeaderScheme);

    public static StoredKey? Find(CustomerState state, string keyHash)
    {
        foreach (var key in state.Keys)
            if (key.Hash == keyHash)
                return key;
        return null;
    }

    private static SandboxVerdict Unauthorized(CustomerState state, string reason, string message) => new(401, reason, message, state.Site);
}
