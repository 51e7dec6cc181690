using Aegis.Actors;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Keys;
using Aegis.Sandbox;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Sandbox;

/// <summary>Finds whose sandbox a call is for and asks that customer's grain for the verdict, which is recorded as activity.</summary>
internal sealed class SandboxDoor(IGrainFactory grains, IActorAuthority authority, IKeyHasher hasher, OwnerCache owners)
{
    private static readonly SandboxVerdict Nobody = new(StatusCodes.Status401Unauthorized, "INVALID_KEY", "Sorry, authentication failed. Invalid api key.", null);
    private static readonly SandboxVerdict NoKey = new(StatusCodes.Status401Unauthorized, "NO_CREDENTIALS", "Sorry, authentication failed. No api key was sent.", null);

    /// <summary>The product sandbox, as the grains know it.</summary>
    public Actor Actor { get; } = authority.Sign("sandbox", Role.System, GrainKey.DefaultWorkspace);

    /// <summary>The verdict, and the site's grain when it is 200.</summary>
    public async Task<(SandboxVerdict Verdict, ISandboxSiteGrain? Site)> KnockAsync(HttpRequest request, string? site)
    {
        var credential = SandboxCredential.Of(request);
        var keyHash = credential.Secret is null ? null : hasher.Hash(credential.Secret);
        if (await FindOwnerAsync(site, keyHash) is not { } owner)
            return (keyHash is null ? NoKey : Nobody, null);

        var key = new GrainKey(GrainKey.DefaultWorkspace, owner).ToString();
        // The endpoint without the site: the same call by either address is the same endpoint.
        var call = new SandboxCall($"{request.Method} /v2/customers", keyHash, credential.Scheme, credential.WellFormed, SandboxCredential.ProbeTagOf(request));
        var verdict = await grains.GetGrain<ICustomerGrain>(key).CallSandboxAsync(Actor, call);
        return (verdict, verdict.Status == StatusCodes.Status200OK ? grains.GetGrain<ISandboxSiteGrain>(key) : null);
    }

    private async Task<string?> FindOwnerAsync(string? site, string? keyHash)
    {
        var directory = grains.GetGrain<IDirectoryGrain>(0);
        if (site is not null)
            return await owners.FindAsync($"site:{site}", () => directory.FindSiteOwnerAsync(Actor, site));
        return keyHash is null ? null : await owners.FindAsync($"key:{keyHash}", () => directory.FindKeyOwnerAsync(Actor, keyHash));
    }
}
