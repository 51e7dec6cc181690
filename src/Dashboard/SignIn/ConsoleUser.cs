using System.Security.Claims;
using Aegis.Actors;
using Aegis.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Dashboard.SignIn;

/// <summary>The person behind a request or an open page, and whether that person is still who the cookie says.</summary>
public sealed class ConsoleUser(IServiceProvider services, IActorAuthority authority, KnownIdentities identities, DashboardOptions options)
{
    private SignedIn? _who;
    private bool _ended;

    /// <summary>Null for nobody.</summary>
    public SignedIn? Who => _ended ? null : _who ??= SignedIn.Of(OfPage());

    /// <summary>Whether the person has the role or one above it; for what a page offers. What may be done is for the grains to say.</summary>
    public bool Has(Role least) => Who is { } who && who.Role >= least;

    /// <summary>The person, signed; nobody's actor is refused by every grain.</summary>
    public Actor Actor => Who is { } who
        ? authority.Sign(who.Name, who.Role, options.Workspace)
        : new("nobody", Role.Viewer, options.Workspace, "");

    /// <summary>Whether the person may still do what the cookie says; once not, never again in this session.</summary>
    public async Task<bool> IsStillGoodAsync()
    {
        if (Who is not { } who)
            return false;
        _ended = !await IsGoodAsync(identities, options.Workspace, who);
        return !_ended;
    }

    internal static async Task<bool> IsGoodAsync(KnownIdentities identities, string workspace, SignedIn who) =>
        await identities.FindActorAsync(workspace, who.Name) is { } now && now.Role == who.Role && now.Stamp == who.Stamp;

    /// <summary>Names the person of a request, before a page is rendered in it.</summary>
    internal void Is(ClaimsPrincipal principal) => _who = SignedIn.Of(principal);

    // A page that is open has a scope of its own, and knows who opened it.
    private ClaimsPrincipal? OfPage() =>
        services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } state ? state.Result.User : null;
}
