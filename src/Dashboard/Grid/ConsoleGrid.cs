using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;

namespace Aegis.Dashboard.Grid;

/// <summary>The grains as the console reaches them: in its workspace, as its signed actor.</summary>
public sealed class ConsoleGrid(IGrainFactory grains, IActorAuthority authority, DashboardOptions options)
{
    /// <summary>Whom the ledger names for what is done on the console.</summary>
    public Actor Actor { get; } = authority.Sign("console-admin", Role.Admin, options.Workspace);

    public IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    public ICustomerGrain Customer(string id) => grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Orchestrator(string id) => grains.GetGrain<IOrchestratorGrain>(Key(id));

    private string Key(string id) => new GrainKey(options.Workspace, id).ToString();
}
