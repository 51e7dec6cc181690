using Aegis.Actors;
using Aegis.Client.Connection;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Identity;
using Microsoft.Extensions.Options;

namespace Aegis.Client;

internal sealed class AegisClient(IGrainFactory grains, ServiceActor self, ClusterConnection connection, IOptions<AegisClientOptions> options) : IAegisClient
{
    private readonly string _workspace = options.Value.Workspace;

    public bool IsConnected => connection.IsOpen;

    public IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    public IGrainFactory Grains => grains;

    public Task ConnectedAsync(CancellationToken cancellationToken = default) => connection.OpenedAsync(cancellationToken);

    public Task<Actor> ActorAsync(CancellationToken cancellationToken = default) => self.GetAsync(cancellationToken);

    public async Task<Result<Actor>> StandInAsync(string customerId, CancellationToken cancellationToken = default) =>
        await grains.GetIdentity(_workspace).StandInAsync(await self.GetAsync(cancellationToken), customerId);

    public ICustomerGrain Customer(string id) => grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Conversation(string customerId) => grains.GetGrain<IOrchestratorGrain>(Key(customerId));

    private string Key(string customerId) => new GrainKey(_workspace, customerId).ToString();
}
