using Aegis.Actors;
using Aegis.Connections;
using Aegis.Connectors.Mcp;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Mcp;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Connections;

public sealed class ConnectorTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly McpDouble _tracker = new McpDouble().Declare("search", "Finds things.");
    private Grid _grid = null!;

    private IConnectorTestGrain Tests => _grid.Grains.GetGrain<IConnectorTestGrain>(0);

    public async Task InitializeAsync() => _grid = await Grid.StartAsync(
        _directory, configure: services => services.AddSingleton(new McpServers([new OfferedServer(_tracker, new OfferedServerSettings())])));

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task List_OfWhatIsConfigured_NamesEachWithItsKind()
    {
        var all = await ListAsync();

        all.Select(c => (c.Id, c.Kind, c.IsSandbox)).ShouldBe(
        [
            ("billing", ConnectorKind.Billing, true), ("tickets", ConnectorKind.Tickets, true), ("mail", ConnectorKind.Mail, true),
            ("mcp.tracker", ConnectorKind.McpServer, false),
        ]);
        all.ShouldAllBe(c => c.LastTest == null);
    }

    [Theory]
    [InlineData("billing", "customer who does not exist")]
    [InlineData("tickets", "ticket that does not exist")]
    [InlineData("mail", "mail.test")]
    [InlineData("mcp.tracker", "declares 1")]
    public async Task Test_OfWhatWorks_SaysSo_ChangesNothing_AndIsKeptAcrossARestart(string id, string outcome)
    {
        var test = (await Tests.TestAsync(_grid.Backend, id)).Value!;

        test.Works.ShouldBeTrue();
        test.Outcome.ShouldContain(outcome);
        test.By.ShouldBe("agent:backend");
        _grid.Outside.Sent.ShouldBeEmpty();
        (_grid.Outside.Billing.Effects, _grid.Outside.Tickets.Effects, _tracker.Calls.Count).ShouldBe((0, 0, 0));
        _grid = await _grid.RestartAsync();
        (await ListAsync()).Single(c => c.Id == id).LastTest.ShouldBe(test);
    }

    [Theory]
    [InlineData("tickets", "Test tickets is down.")]
    [InlineData("mail", "Test mail is down.")]
    public async Task Test_OfWhatIsDown_IsAnOutcomeThatSaysWhy(string id, string outcome)
    {
        _grid.Outside.Tickets.IsBlind = _grid.Outside.Mail.IsBlind = true;

        var test = (await Tests.TestAsync(_grid.Admin, id)).Value!;

        (test.Works, test.Outcome).ShouldBe((false, outcome));
    }

    [Fact]
    public async Task Test_ByAViewer_OrOfWhatIsNotThere_IsRefused()
    {
        (await Tests.TestAsync(_grid.Actor(Role.Viewer), "mail")).Refusal!.Message.ShouldContain("may not test connectors");
        (await Tests.TestAsync(_grid.Self(), "mail")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Tests.TestAsync(_grid.Admin, "fax")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    private async Task<ImmutableArray<ConnectorStatus>> ListAsync() =>
        (await _grid.Grains.GetGrain<IConnectorsGrain>(ConnectorsKey.Of("default")).ListAsync(_grid.Actor(Role.Viewer))).Value;
}
