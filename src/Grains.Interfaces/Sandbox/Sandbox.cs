using Aegis.Keys;

namespace Aegis.Sandbox;

/// <summary>One call to the product sandbox, as the edge saw it.</summary>
/// <param name="KeyHash">The keyed hash of the presented secret, or null when none was found.</param>
/// <param name="Scheme">The Authorization scheme as sent ("Basic", "Bearer", …), or null without the header.</param>
/// <param name="WellFormed">Whether the credential was sent as the product documents it: Basic, key as user name, no password.</param>
[GenerateSerializer, Immutable, Alias("aegis.SandboxCall")]
public sealed record SandboxCall(
    [property: Id(0)] string Endpoint,
    [property: Id(1)] string? KeyHash,
    [property: Id(2)] string? Scheme,
    [property: Id(3)] bool WellFormed,
    [property: Id(4)] bool Probe = false);

/// <summary>The product's answer, given once the call is durable as activity.</summary>
/// <param name="Status">200, 401, 403 or 429.</param>
/// <param name="Reason">Why it failed: NO_API_KEYS, KEY_REVOKED, WRONG_ENVIRONMENT, INVALID_KEY, KEY_VALID_BUT_HEADERS_INCORRECT, NO_CREDENTIALS, RATE_LIMITED, TRIAL_EXPIRED, SITE_NOT_PROVISIONED.</param>
[GenerateSerializer, Immutable, Alias("aegis.SandboxVerdict")]
public sealed record SandboxVerdict(
    [property: Id(0)] int Status,
    [property: Id(1)] string? Reason,
    [property: Id(2)] string Message,
    [property: Id(3)] string? Site,
    [property: Id(4)] TimeSpan? RetryAfter = null);

/// <summary>A record of the product's own data in a customer's site: its end customers.</summary>
[GenerateSerializer, Immutable, Alias("aegis.SiteCustomer")]
public sealed record SiteCustomer(
    [property: Id(0)] string Id,
    [property: Id(1)] string? FirstName,
    [property: Id(2)] string? LastName,
    [property: Id(3)] string? Email,
    [property: Id(4)] DateTimeOffset CreatedAt);

/// <summary>A customer's site in the product sandbox; keyed "workspace/customer id". Owns the site's data.</summary>
[Alias("aegis.ISandboxSiteGrain")]
public interface ISandboxSiteGrain : IGrainWithStringKey
{
    /// <summary>Creates the site unless it exists; returns its name.</summary>
    [Alias("ProvisionAsync")]
    Task<string> ProvisionAsync(string operationId);

    /// <summary>The site's name, or null before it is provisioned.</summary>
    [Alias("GetSiteAsync")]
    Task<string?> GetSiteAsync();

    /// <summary>Up to 100 of the site's customers, oldest first.</summary>
    [Alias("ListCustomersAsync")]
    Task<ImmutableArray<SiteCustomer>> ListCustomersAsync();

    /// <summary>Adds a customer to the site; Conflict when the id exists, TooMany beyond 1,000.</summary>
    [Alias("AddCustomerAsync")]
    Task<Result<SiteCustomer>> AddCustomerAsync(string? id, string? firstName, string? lastName, string? email);

    /// <summary>Removes the site and all its data.</summary>
    [Alias("EraseAsync")]
    Task EraseAsync();
}
