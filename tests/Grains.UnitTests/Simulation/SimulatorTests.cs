using Aegis.Behaviours;
using Aegis.Fixtures;
using Aegis.Grains.Simulation;
using Aegis.Grains.UnitTests.Support;
using Aegis.Simulation;

namespace Aegis.Grains.UnitTests.Simulation;

public sealed class SimulatorTests : IAsyncLifetime
{
    private const int Seed = 7;
    private const int Customers = 6;

    private readonly TemporaryDirectory _directory = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync() => _grid = await StartAsync();

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Start_SeededCustomers_LiveTheirLivesToTheEnd()
    {
        (await Run("sim_a").StartAsync(_grid.Admin, Seed, Customers)).Value!.Status.ShouldBe(SimulationStatus.Running);

        var run = await EndOfAsync("sim_a");

        run.Done.ShouldBe(run.Planned);
        run.Operations.Values.Sum().ShouldBe(run.Planned);
        run.Refused.ShouldBe(0);
        await ShouldHaveCalledAsync("sim_a");
    }

    [Fact]
    public async Task Start_Again_IsTheSameRun()
    {
        await Run("sim_b").StartAsync(_grid.Admin, Seed, Customers);
        var first = await EndOfAsync("sim_b");

        var again = await Run("sim_b").StartAsync(_grid.Admin, Seed + 1, Customers + 1);

        again.Value.ShouldBeEquivalentTo(first);
    }

    [Fact]
    public async Task Start_SeveralRuns_AreListedNewestFirstUpToTheLastTwenty()
    {
        for (var n = 0; n < 22; n++)
            await Run($"sim_{n}").StartAsync(_grid.Admin, Seed, 1);
        await Run("sim_5").StartAsync(_grid.Admin, Seed, 1);

        var listed = (await _grid.Grains.GetGrain<ISimulationListGrain>($"{GridRun.Workspace}/$simulations").ListAsync(_grid.Admin)).Value;

        listed.ShouldBe(Enumerable.Range(2, 20).Reverse().Select(n => $"sim_{n}"));
    }

    [Fact]
    public async Task Wake_ProcessDiedInBetween_GoesOnAndCountsNothingTwice()
    {
        await Run("sim_c").StartAsync(_grid.Admin, Seed, Customers);
        while ((await ReadAsync("sim_c")).Done < Customers * 3)
            await Task.Yield();
        await _grid.DisposeAsync();

        _grid = await StartAsync();
        await _grid.Startup.RecoverAsync(CancellationToken.None);

        (await EndOfAsync("sim_c")).Status.ShouldBe(SimulationStatus.Finished);
        await ShouldHaveCalledAsync("sim_c");
    }

    [Fact]
    public async Task Start_NotAllowedHere_IsForbidden()
    {
        _grid.Options.AllowsSimulation = false;

        var refused = await Run("sim_d").StartAsync(_grid.Admin, Seed, Customers);

        refused.Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        refused.Refusal.Message.ShouldContain("--demo");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Start_TooFewOrManyCustomers_NamesTheField(int customers) =>
        (await Run("sim_e").StartAsync(_grid.Admin, Seed, customers)).Refusal!.Field.ShouldBe("customers");

    [Fact]
    public async Task Get_NeverStarted_IsNotFound() =>
        (await Run("sim_f").GetAsync(_grid.Admin)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

    /// <summary>Every customer's calls are those of its life, no more and no fewer.</summary>
    private async Task ShouldHaveCalledAsync(string run)
    {
        for (var number = 0; number < Customers; number++)
        {
            var customer = (await _grid.Customer($"{run}.{number}").GetAsync(_grid.Admin)).Value!;
            customer.TotalApiCalls.ShouldBe(SimulationRules.Life(Seed, number).Sum(Calls), customer.Id);
        }
    }

    private static long Calls(CustomerOperation operation) => operation switch
    {
        CustomerOperation.CallProduct => 1,
        CustomerOperation.Report report => report.Calls.Length,
        _ => 0,
    };

    private ISimulatorGrain Run(string id) => _grid.Grains.GetGrain<ISimulatorGrain>($"{GridRun.Workspace}/{id}");

    private async Task<SimulationRun> ReadAsync(string id) => (await Run(id).GetAsync(_grid.Admin)).Value!;

    private async Task<SimulationRun> EndOfAsync(string id)
    {
        using var patience = new CancellationTokenSource(GridRun.Patience);
        SimulationRun run;
        while ((run = await ReadAsync(id)).Status == SimulationStatus.Running)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return run;
    }

    private async Task<GridRun> StartAsync()
    {
        var grid = await GridRun.StartAsync(_directory.Path);
        grid.Options.AllowsSimulation = true;
        return grid;
    }
}
