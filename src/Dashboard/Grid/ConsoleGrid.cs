using Aegis.Actors;
using Aegis.Connections;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Identity;
using Aegis.Mcp;
using Aegis.Monitoring;
using Aegis.Policy;
using Aegis.Simulation;
using Aegis.Views;
using Microsoft.Extensions.Logging;

namespace Aegis.Dashboard.Grid;

/// <summary>The grains as a page reaches them: in the console's workspace, as the person who is signed in.</summary>
public sealed partial class ConsoleGrid(IGrainFactory grains, DashboardOptions options, Func<Actor> sign, ILogger<ConsoleGrid> logger)
{
    /// <summary>Whom the ledger names for what is done on the console.</summary>
    public Actor Actor => sign();

    public IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    public ICustomerGrain Customer(string id) => grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Orchestrator(string id) => grains.GetGrain<IOrchestratorGrain>(Key(id));

    public ISimulatorGrain Simulator(string runId) => grains.GetGrain<ISimulatorGrain>(Key(runId));

    public ISimulationListGrain Simulations => grains.GetGrain<ISimulationListGrain>(Key("$simulations"));

    public IViewsGrain Views => grains.GetGrain<IViewsGrain>(Key("$views"));

    public IMonitorCheckGrain Checks => grains.GetGrain<IMonitorCheckGrain>(Key("$checks"));

    /// <summary>Asked in the name of whoever wants in, before there is a person.</summary>
    public ISignInGrain Door => grains.GetGrain<ISignInGrain>(0);

    public IIdentityGrain Identity => grains.GetIdentity(options.Workspace);

    public IPolicyGrain Policy => grains.GetGrain<IPolicyGrain>(PolicyKey.Of(options.Workspace));

    public IConnectorsGrain Connectors => grains.GetGrain<IConnectorsGrain>(ConnectorsKey.Of(options.Workspace));

    public IConnectorTestGrain ConnectorTests => grains.GetGrain<IConnectorTestGrain>(0);

    public IMcpCatalogGrain McpTools => grains.GetGrain<IMcpCatalogGrain>(Key("$mcp"));

    /// <summary>Asks, and turns a refusal or a failure into a sentence for the page.</summary>
    public async Task<Load<T>> AskAsync<T>(Func<Task<Result<T>>> ask) where T : class
    {
        try
        {
            var result = await ask();
            return result.Ok
                ? new(result.Value, null, false)
                : new(null, result.Refusal.Message, result.Refusal.Kind == RefusalKind.NotFound);
        }
        catch (OperationCanceledException)
        {
            return new(null, "The page was left before the grid answered.", false, true);
        }
        catch (Exception e)
        {
            AskingFailed(logger, typeof(T).Name, e);
            return new(null, "The grid did not answer. Try again; what was asked twice is done once.", false, true);
        }
    }

    /// <summary>Asks for a list in the same way.</summary>
    public Task<Load<IReadOnlyList<T>>> AskListAsync<T>(Func<Task<Result<ImmutableArray<T>>>> ask) => AskAsync(async () =>
    {
        var list = await ask();
        return new Result<IReadOnlyList<T>>(list.Ok ? list.Value : null, list.Refusal);
    });

    private string Key(string id) => new GrainKey(options.Workspace, id).ToString();

    [LoggerMessage(Level = LogLevel.Error, Message = "The grid failed to answer the console's request for a {What}.")]
    private static partial void AskingFailed(ILogger logger, string what, Exception exception);
}
