using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connections;
using Aegis.Connectors.Llm;
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

    [Fact]
    public async Task Test_OfAModel_AsksForOneWord_WhichTheDaysBudgetCounts()
    {
        var grid = await WithModelAsync(new Model(hangs: false));

        var test = (await grid.Grains.GetGrain<IConnectorTestGrain>(0).TestAsync(grid.Admin, "model")).Value!;

        (test.Works, test.Outcome).ShouldBe((true, "Asked for one word; it took 7 tokens."));
        (await grid.Grains.GetGrain<IModelBudgetGrain>("default").GetAsync(grid.Admin)).Value!.Tokens.ShouldBe(7);
    }

    [Fact]
    public async Task Test_OfWhatNeverAnswers_EndsByItself()
    {
        var model = new Model(hangs: true);
        var grid = await WithModelAsync(model);
        var testing = grid.Grains.GetGrain<IConnectorTestGrain>(0).TestAsync(grid.Admin, "model");
        await model.Asked;

        grid.Time.Advance(TimeSpan.FromSeconds(8));

        (await testing).Value!.ShouldSatisfyAllConditions(t => t.Works.ShouldBeFalse(), t => t.Outcome.ShouldBe("No answer within 8 seconds."), t => t.Took.ShouldBe(TimeSpan.FromSeconds(8)));
    }

    private async Task<Grid> WithModelAsync(Model model)
    {
        await _grid.DisposeAsync();
        return _grid = await Grid.StartAsync(_directory, configure: services => services.AddSingleton<ILanguageModel>(model));
    }

    private sealed class Model(bool hangs) : ILanguageModel
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public string Name => "test-model";

        public ModelUsage Estimate(ModelPrompt prompt) => new(20, 16, 0);

        public async Task<Completion> AskAsync(ModelPrompt prompt, Func<string, ValueTask>? written, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            if (hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new("ready", [], new(6, 1, 0), "stop");
        }
    }

    private async Task<ImmutableArray<ConnectorStatus>> ListAsync() =>
        (await _grid.Grains.GetGrain<IConnectorsGrain>(ConnectorsKey.Of("default")).ListAsync(_grid.Actor(Role.Viewer))).Value;
}
