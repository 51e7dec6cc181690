using System.Security.Claims;
using System.Text.Encodings.Web;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Aegis.Api.Security;

/// <summary>Authenticates by <c>X-Api-Key</c> or <c>Authorization: Bearer</c>, and puts up the caller whose signed actor all grain calls of the request carry.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Credentials credentials)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Header = "X-Api-Key";
    private const string BearerPrefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented() is not { } key)
            return AuthenticateResult.NoResult();
        if (await credentials.IdentifyAsync(key) is not { } caller)
            return AuthenticateResult.Fail("The key is not known.");

        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Id), new Claim(ClaimTypes.Role, caller.Role.ToString().ToLowerInvariant())], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"aegis\", ApiKey realm=\"aegis\", header=\"{Header}\"";
        var detail = Presented() is null
            ? $"Send a key as {Header}, or as Authorization: Bearer."
            : "The key sent is unknown, revoked or expired. An administrator issues keys; the admin key was printed at first start and is kept in the data directory.";
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
