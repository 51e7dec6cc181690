using Aegis.Actions;
using Aegis.Connectors.IntegrationTests.Jira;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Mcp;

/// <summary>Turns that make tickets in a Jira, through an MCP server that is not ours.</summary>
public sealed class JiraTurnTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [NodeFact]
    public async Task Turn_WhoseMcpServerHangs_GoesOnByRest()
    {
        await using var rig = await JiraRig.StartAsync(configure: tickets => tickets.Jira.Mcp.Timeout = TimeSpan.FromSeconds(2));
        await rig.Tickets.FindAsync("op-0", CancellationToken.None);
        await rig.StopAsync();

        var action = await OpenTicketAsync(rig);

        (action.Status, action.Output["via"], rig.Jira.Created).ShouldBe((ActionStatus.Done, "rest", 1));
    }

    [NodeFact]
    public async Task Invariant6_TurnWhoseMcpServerCrashesAfterItMadeTheTicket_HasOneTicket()
    {
        await using var rig = await JiraRig.StartAsync();
        rig.Jira.SwallowsNextAnswer = true;
        rig.Jira.OnSwallowed = rig.KillAsync;

        var action = await OpenTicketAsync(rig);

        (action.Status, action.Output["ticket"], rig.Jira.Created).ShouldBe((ActionStatus.Done, "KAN-1", 1));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<ActionRecord> OpenTicketAsync(JiraRig rig)
    {
        await using var grid = await GridRun.StartAsync(_directory.Path, configure: services => services.AddSingleton(rig.Tickets));
        var id = await grid.NewCustomerAsync("acme");
        var turn = await grid.AskAsync(id, "Open a ticket: the export button on the usage page does nothing", "m1");
        turn.Reply!.Text.ShouldContain("KAN-1");
        return (await grid.Customer(id).ListActionsAsync(grid.Admin)).Value.Single(action => action.Name == Tools.CreateTicket);
    }
}
