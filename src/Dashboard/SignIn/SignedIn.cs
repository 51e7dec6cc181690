using System.Globalization;
using System.Security.Claims;
using Aegis.Actors;

namespace Aegis.Dashboard.SignIn;

/// <summary>Who a browser was signed in as, as its cookie says.</summary>
/// <param name="Stamp">The user's when it signed in; another one ends the session.</param>
public sealed record SignedIn(string Name, Role Role, long Stamp)
{
    /// <summary>Whoever holds the admin key or its one-time link; the same on the console as over HTTP, so that nobody agrees with oneself.</summary>
    public static readonly SignedIn Administrator = new("admin", Role.Admin, 0);

    private const string StampClaim = "stamp";

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Role.ToString()), new(StampClaim, Stamp.ToString(CultureInfo.InvariantCulture))], scheme));

    /// <summary>What a principal says, or null when it is none of ours.</summary>
    public static SignedIn? Of(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(ClaimTypes.Name) is { } name
        && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
        && long.TryParse(principal.FindFirstValue(StampClaim), CultureInfo.InvariantCulture, out var stamp)
            ? new(name, role, stamp)
            : null;
}
