using Aegis.Actors;
using Aegis.Keys;

namespace Aegis.Sandbox;

/// <summary>One call to the product sandbox, as the edge saw it.</summary>
/// <param name="KeyHash">The keyed hash of the presented secret, or null when none was found.</param>
/// <param name="Scheme">The Authorization scheme as sent ("Basic", "Bearer", …), or null without the header.</param>
/// <param name="WellFormed">Whether the credential was sent as the product documents it: Basic, key as user name, no password.</param>
/// <param name="ProbeTag">What the call claims to be a probe of Aegis' own by; the customer's grain checks it.</param>
[GenerateSerializer, Immutable, Alias("aegis.SandboxCall")]
public sealed record SandboxCall(
    [property: Id(0)] string Endpoint,
    [property: Id(1)] string? KeyHash,
    [property: Id(2)] string? Scheme,
    [property: Id(3)] bool WellFormed,
    [property: Id(5)] string? ProbeTag = null);

/// <summary>The product's answer, given once the call is durable as activity.</summary>
/// <param name="Status">200, 401, 403, 429, or 5xx while a fault is switched on.</param>
/// <param name="Reason">Why it failed: NO_API_KEYS, KEY_REVOKED, WRONG_ENVIRONMENT, INVALID_KEY, KEY_VALID_BUT_HEADERS_INCORRECT, NO_CREDENTIALS, RATE_LIMITED, TRIAL_EXPIRED, SITE_NOT_PROVISIONED, PRODUCT_ERROR.</param>
[GenerateSerializer, Immutable, Alias("aegis.SandboxVerdict")]
public sealed record SandboxVerdict(
    [property: Id(0)] int Status,
    [property: Id(1)] string? Reason,
    [property: Id(2)] string Message,
    [property: Id(3)] string? Site,
    [property: Id(4)] TimeSpan? RetryAfter = null);

/// <summary>A key opened for calls of Aegis' own; never stored or logged.</summary>
/// <param name="Tags">Each makes one call count nowhere, for the customer and key it was made for and a few seconds.</param>
[GenerateSerializer, Immutable, Alias("aegis.ProbePass")]
public sealed record ProbePass(
    [property: Id(0)] ApiKey Key,
    [property: Id(1)] string Secret,
    [property: Id(2)] ImmutableArray<string> Tags)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"ProbePass {{ Key = {Key.Id}, Secret = *** }}";
}

/// <summary>How a call to the product sandbox says that it is Aegis' own.</summary>
public static class SandboxProbe
{
    /// <summary>The header that carries one of <see cref="ProbePass.Tags"/>.</summary>
    public const string Header = "Aegis-Probe";
}

/// <summary>The product sandbox fails on purpose, to show what that looks like.</summary>
/// <param name="Status">500 to 599.</param>
/// <param name="Until">When it is over by itself; at most a day ahead.</param>
[GenerateSerializer, Immutable, Alias("aegis.SandboxFault")]
public sealed record SandboxFault([property: Id(0)] int Status, [property: Id(1)] DateTimeOffset Until);

/// <summary>A record of the product's own data in a customer's site: its end customers.</summary>
[GenerateSerializer, Immutable, Alias("aegis.SiteCustomer")]
public sealed record SiteCustomer(
    [property: Id(0)] string Id,
    [property: Id(1)] string? FirstName,
    [property: Id(2)] string? LastName,
    [property: Id(3)] string? Email,
    [property: Id(4)] DateTimeOffset CreatedAt);

/// <summary>A customer's site in the product sandbox; keyed "workspace/customer id". Owns the site's data. Only for <see cref="Role.System"/>.</summary>
[Alias("aegis.ISandboxSiteGrain")]
public interface ISandboxSiteGrain : IGrainWithStringKey
{
    /// <summary>Creates the site unless it exists; returns its name.</summary>
    [Alias("ProvisionAsync")]
    Task<Result<string>> ProvisionAsync(Actor actor, string operationId);

    /// <summary>The site's name; NotFound before it is provisioned.</summary>
    [Alias("GetSiteAsync")]
    Task<Result<string>> GetSiteAsync(Actor actor);

    /// <summary>Up to 100 of the site's customers, oldest first.</summary>
    [Alias("ListCustomersAsync")]
    Task<Result<ImmutableArray<SiteCustomer>>> ListCustomersAsync(Actor actor);

    /// <summary>Adds a customer to the site; Conflict when the id exists, TooMany beyond 1,000.</summary>
    [Alias("AddCustomerAsync")]
    Task<Result<SiteCustomer>> AddCustomerAsync(Actor actor, string? id, string? firstName, string? lastName, string? email);

    /// <summary>Removes the site and all its data.</summary>
    [Alias("EraseAsync")]
    Task<Result<Done>> EraseAsync(Actor actor);
}
