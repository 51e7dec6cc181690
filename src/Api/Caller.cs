using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Policy;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api;

/// <summary>The authenticated actor of a request, and the grains of its workspace.</summary>
public sealed record Caller(Actor Actor, IGrainFactory Grains)
{
    /// <summary>The directory is a stateless worker: any key reaches it.</summary>
    public IDirectoryGrain Directory => Grains.GetGrain<IDirectoryGrain>(0);

    public IPolicyGrain Policy => Grains.GetGrain<IPolicyGrain>(PolicyKey.Of(Actor.Workspace));

    public ICustomerGrain Customer(string id) => Grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Orchestrator(string id) => Grains.GetGrain<IOrchestratorGrain>(Key(id));

    /// <summary>Binds handler parameters; authentication has put the caller there.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Of(context));

    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint asks for a caller but not for authorization.");

    private string Key(string customerId) => new GrainKey(Actor.Workspace, customerId).ToString();
}
