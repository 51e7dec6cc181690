using Aegis.Actors;
using Aegis.Client.Connection;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Microsoft.Extensions.Options;

namespace Aegis.Client;

internal sealed class AegisClient(
    IGrainFactory grains, IActorAuthority authority, ClusterConnection connection, IOptions<AegisClientOptions> options) : IAegisClient
{
    private readonly string _workspace = options.Value.Workspace;

    public Actor Actor => authority.Sign(options.Value.Name!, options.Value.Role, _workspace);

    public bool IsConnected => connection.IsOpen;

    public IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    public IGrainFactory Grains => grains;

    public Task ConnectedAsync(CancellationToken cancellationToken = default) => connection.OpenedAsync(cancellationToken);

    public Actor ActAs(string id, Role role) => authority.Sign(id, role, _workspace);

    public ICustomerGrain Customer(string id) => grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Conversation(string customerId) => grains.GetGrain<IOrchestratorGrain>(Key(customerId));

    private string Key(string customerId) => new GrainKey(_workspace, customerId).ToString();
}
