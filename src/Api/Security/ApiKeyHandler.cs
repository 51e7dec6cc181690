using System.Security.Claims;
using System.Text.Encodings.Web;
using Aegis.Actors;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Aegis.Api.Security;

/// <summary>Authenticates by <c>X-Api-Key</c> or <c>Authorization: Bearer</c> and signs the actor all grain calls of the request carry.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AdminKey adminKey, IActorAuthority authority, IGrainFactory grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Header = "X-Api-Key";
    private const string BearerPrefix = "Bearer ";
    private const string AdminId = "admin";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented() is not { } key)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (!adminKey.Matches(key))
            return Task.FromResult(AuthenticateResult.Fail("The key is not known."));

        var actor = authority.Sign(AdminId, Role.Admin, GrainKey.DefaultWorkspace);
        Context.Features.Set(new Caller(actor, grains));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.Id), new Claim(ClaimTypes.Role, "admin")], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"aegis\", ApiKey realm=\"aegis\", header=\"{Header}\"";
        var detail = Presented() is null
            ? $"Send the admin key as {Header}, or as Authorization: Bearer."
            : "The key sent is not known; the admin key was printed at first start and is kept in the data directory.";
        return Problem.Of(StatusCodes.Status401Unauthorized, detail).WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(StatusCodes.Status403Forbidden, "The key may not do this.").WriteAsync(Context);

    private string? Presented()
    {
        if (Request.Headers.TryGetValue(Header, out var header))
            return header.ToString();
        var authorization = Request.Headers[HeaderNames.Authorization].ToString();
        return authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? authorization[BearerPrefix.Length..].Trim()
            : null;
    }
}
