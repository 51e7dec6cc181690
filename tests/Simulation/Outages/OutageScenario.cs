using Aegis.Actors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Aegis.Customers;
using Aegis.Embedded.Simulation;
using Aegis.Keys;
using Aegis.Simulation.Disk;
using Aegis.Simulation.Grid;
using Aegis.Simulation.Mutants;
using Aegis.Simulation.Providers;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Simulation.Outages;

/// <summary>A program that is away again and again, for 5 to 90 minutes each time, while keys come to lie unused for a day: each due time falls into an outage.</summary>
public sealed class OutageScenario
{
    /// <summary>A key lies unused for this long before its customer is asked how it goes.</summary>
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);

    private readonly World _world;
    private readonly DiskTables _tables;
    private readonly SimulatedProcess _outside;
    private readonly Func<GridProcess> _build;
    private readonly Dice _dice;
    private readonly Dictionary<string, (DateTimeOffset Due, DateTimeOffset Back)> _expected = new(StringComparer.Ordinal);
    private GridProcess? _grid;
    private int _outage;

    private OutageScenario(ulong seed, DiskTables tables)
    {
        _world = new World(seed);
        _tables = tables;
        _dice = _world.Dice.Fork();
        var faults = new Faults(_world.Dice.Fork()) { Over = true };
        var disk = new SimulatedDisk(_world, tables, faults);
        var book = new ProviderBook(_world, faults, tables);
        _outside = _world.Start("outside");
        var runs = 0;
        _build = () =>
        {
            var process = _world.Start($"grid {++runs}");
            return new GridProcess(process, new DiskClient(disk, process, new Witness()), _dice.Fork(), services => services
                .AddSingleton<IBilling>(new SimulatedBilling(book))
                .AddSingleton<ITickets>(new SimulatedTickets(book))
                .AddSingleton<IMail>(new SimulatedMail(book, GrainKey.DefaultWorkspace)), Mutant.None);
        };
    }

    /// <summary>Runs the outages and says what became of the due times.</summary>
    public static OutageReport Run(ulong seed, int outages, int dueEach, DiskTables? tables = null)
    {
        // A test runner's context would carry continuations away from the world.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var scenario = new OutageScenario(seed, tables ?? new());
            scenario.Begin();
            for (var i = 0; i < outages; i++)
                scenario.Outage(dueEach);
            scenario.Let(TimeSpan.FromMinutes(30));
            return scenario.Report();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>The program runs for a while, its customers' keys grow old, and then it is away.</summary>
    private void Outage(int dueEach)
    {
        var (up, away) = (_dice.Between(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40)), _dice.Between(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(90)));
        var (down, back) = (_world.Now + up, _world.Now + up + away);
        var names = Enumerable.Range(0, dueEach).Select(i => $"o{_outage}-{i}").ToList();
        foreach (var name in names)
            _expected[name] = (_dice.Between(TimeSpan.FromSeconds(1), away - TimeSpan.FromSeconds(1)) is var into ? down + into : default, back);
        _outage++;
        Do(async () =>
        {
            foreach (var name in names)
                await ImportAsync(name, _expected[name].Due - s_day);
        });
        if (_world.Now >= down)
            throw new InvariantBroken("the customers were not there before the outage");
        Until(down);
        _grid!.Kill();
        _grid = null;
        Until(back);
        Begin();
    }

    private void Begin()
    {
        _grid = _build();
        _grid.Start([.. Enumerable.Range(0, Shards.Count)]);
    }

    private async Task ImportAsync(string name, DateTimeOffset keyAt)
    {
        var import = new CustomerImport(
            new NewCustomer($"{name} Inc", $"{name}@example.com", []), Tier.Trial, Stage.ApiKeysGenerated, keyAt.AddHours(-1), [new(KeyEnvironment.Test, keyAt)], [], 0);
        var imported = await _grid!.Customer(new(GrainKey.DefaultWorkspace, name)).ImportAsync(_grid.Authority.Sign("test", Role.System, GrainKey.DefaultWorkspace), import);
        if (!imported.Ok)
            throw new InvariantBroken($"{name} was refused: {imported.Refusal.Message}");
    }

    private void Do(Func<Task> work)
    {
        var done = _outside.Run(work);
        while (!done.IsCompleted && _world.Step())
        {
        }

        done.GetAwaiter().GetResult();
    }

    private void Let(TimeSpan pass) => Until(_world.Now + pass);

    private void Until(DateTimeOffset time)
    {
        // The world's clock moves from timer to timer: one of our own sees that it gets there.
        using var timer = _outside.Clock.CreateTimer(_ => { }, null, time - _world.Now, Timeout.InfiniteTimeSpan);
        while (_world.Now < time && _world.Step())
        {
        }

        if (_world.Escape is { } escape)
            throw new InvariantBroken($"work escaped to another thread: {escape}");
    }

    private OutageReport Report()
    {
        var opened = _tables.Interventions.Values.ToLookup(i => i.CustomerId);
        var told = _tables.Events.Where(e => e.Topic == "turn" && e.Data.Contains("\"answered\"", StringComparison.Ordinal)).ToLookup(e => GrainKey.Parse(e.CustomerKey).CustomerId);
        var missed = new List<string>();
        var latest = TimeSpan.Zero;
        foreach (var (name, (due, back)) in _expected)
        {
            if (opened[name].Count() != 1 || told[name].Count() != 1 || opened[name].Single() is not { Status: "open", Type: "onboarding_check_in" } one)
            {
                missed.Add($"{name}, due {due:O}: {opened[name].Count()} interventions, told {told[name].Count()} times");
                continue;
            }

            if (one.CreatedAt < due)
                missed.Add($"{name} was asked at {one.CreatedAt:O}, before {due:O}");
            latest = one.CreatedAt - back > latest ? one.CreatedAt - back : latest;
        }

        return new(_outage, _expected.Count, missed, latest, _world.Steps, TimeSpan.FromTicks(_world.Ticks));
    }
}

/// <param name="Missed">Due times that were not handled exactly once, each in a sentence.</param>
/// <param name="Latest">The longest time after the program was back until a due time was handled.</param>
public sealed record OutageReport(int Outages, int DueTimes, IReadOnlyList<string> Missed, TimeSpan Latest, long Steps, TimeSpan Simulated);
