using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Policy;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api;

/// <summary>Who makes a request, and the grains of the workspace.</summary>
public sealed class Caller(string id, Role role, string workspace, IActorAuthority authority, TimeProvider time, IGrainFactory grains, Func<Task<bool>> isStillGood)
{
    // Well within a token's life: a stream that lasts for days is signed for anew as it goes.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private Signed? _signed;

    public Role Role => role;

    public string Id => id;

    public string Workspace => workspace;

    /// <summary>The caller, signed. Ask for it at each call.</summary>
    public Actor Actor
    {
        get
        {
            if (_signed is { } known && time.GetElapsedTime(known.SignedAt) < KeptFor)
                return known.Actor;
            var actor = authority.Sign(id, role, workspace);
            _signed = new(actor, time.GetTimestamp());
            return actor;
        }
    }

    public IGrainFactory Grains => grains;

    /// <summary>The directory is a stateless worker: any key reaches it.</summary>
    public IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    public IPolicyGrain Policy => grains.GetGrain<IPolicyGrain>(PolicyKey.Of(workspace));

    public ICustomerGrain Customer(string customerId) => grains.GetGrain<ICustomerGrain>(Key(customerId));

    public IOrchestratorGrain Orchestrator(string customerId) => grains.GetGrain<IOrchestratorGrain>(Key(customerId));

    /// <summary>Whether the key or session is still good; for what outlasts a request.</summary>
    public Task<bool> IsStillGoodAsync() => isStillGood();

    /// <summary>Binds handler parameters; authentication has put the caller there.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Of(context));

    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint asks for a caller but not for authorization.");

    private string Key(string customerId) => new GrainKey(workspace, customerId).ToString();

    private sealed record Signed(Actor Actor, long SignedAt);
}
