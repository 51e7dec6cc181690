using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Aegis.Embedded.Simulation;
using Aegis.Simulation.Disk;
using Aegis.Simulation.Grid;
using Aegis.Simulation.Mutants;
using Aegis.Simulation.Providers;
using Aegis.Simulation.Workload;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Simulation;

/// <summary>How one seed's world ended.</summary>
/// <param name="Broken">What did not hold, or null when all did.</param>
public sealed record Outcome(ulong Seed, string? Broken, ulong Trace, long Steps, int Crashes, TimeSpan Simulated);

/// <summary>One seed's world: a few customers, a program that is killed now and then, and everything around it failing as the seed says.</summary>
public sealed class Scenario
{
    private static readonly TimeSpan s_longestRecovery = TimeSpan.FromHours(6);

    private readonly World _world;
    private readonly Faults _faults;
    private readonly DiskTables _tables;
    private readonly Witness _witness = new();
    private readonly ProviderBook _book;
    private readonly Operator _operator;
    private readonly List<CustomerClient> _customers;
    private readonly SimulatedProcess _outside;
    private Exception? _failure;
    private bool _done;

    private Scenario(ulong seed, Mutant mutant)
    {
        _world = new World(seed);
        var dice = _world.Dice;
        _faults = new Faults(dice.Fork());
        _tables = mutant.Tables();
        var disk = mutant.Disk(_world, _tables, _faults);
        _book = new ProviderBook(_world, _faults, _tables);
        _outside = _world.Start("outside");
        var keys = Enumerable.Range(1, 1 + dice.Below(3)).Select(i => new GrainKey(GrainKey.DefaultWorkspace, $"c{i}")).ToList();
        _operator = new Operator(
            _world, _faults,
            process => new GridProcess(process, new DiskClient(disk, process, _witness), dice.Fork(), AddProviders, mutant),
            [.. keys.Select(k => Shards.Of(k.ToString())).Distinct()]);
        _customers = [.. keys.Select(k => new CustomerClient(k, _operator, _outside, dice.Fork()))];
    }

    public static Outcome Run(ulong seed, Mutant? mutant = null)
    {
        // A test runner's context would carry continuations away from the world.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var scenario = new Scenario(seed, mutant ?? Mutant.None);
        string? broken = null;
        try
        {
            scenario.Run();
        }
        catch (InvariantBroken failure)
        {
            broken = failure.Message;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        scenario._operator.Current?.Kill();
        var world = scenario._world;
        return new(seed, broken, world.Trace, world.Steps, scenario._operator.Crashes, TimeSpan.FromTicks(world.Ticks));
    }

    private void Run()
    {
        var clock = _world.Dice.Fork();
        _ = _outside.Run(PlayAsync);
        _operator.Start();
        while (!_done)
        {
            if (!_world.Step())
                throw new InvariantBroken("nothing is left that could happen, and the work is not done");
            if (_failure is not null)
                throw _failure as InvariantBroken ?? new InvariantBroken($"the workload failed: {_failure}");
            if (_world.Escape is { } escape)
                throw new InvariantBroken($"work escaped to another thread: {escape}");
            if (_book.Broken is { } broken)
                throw broken;
            if (_world.Now - World.Beginning > s_longestRecovery)
                throw new InvariantBroken($"work is still in flight {s_longestRecovery} after the beginning: {InFlight()}");
            if (_faults.Leaps && !_faults.Over && clock.Below(2_000) == 0)
                _world.Leap(clock.Between(TimeSpan.Zero, TimeSpan.FromMinutes(10)));
            if (_world.Steps % 512 == 0)
                _witness.Check(_tables);
            _operator.MayCrash();
        }
    }

    private string InFlight() => string.Join("; ",
    [
        _faults.Over ? "the workload is done" : "the workload goes on",
        _operator.Current is null ? "no program runs" : "the program runs",
        $"{_tables.Outbox.Count} news in the outbox, {_tables.Undispatched.Count} commands not dispatched",
        .. _customers.Select(c => $"{c.Key}: {c.Doing}"),
        .. WorkAudit.Restless(_tables),
        .. _tables.Due.Select(d => $"{d.Key} due {d.Value.At:O}"),
    ]);

    private async Task PlayAsync()
    {
        try
        {
            await Task.WhenAll(_customers.Select(c => c.RunAsync()));
            _faults.Over = true;
            await RestAsync();
            foreach (var customer in _customers)
                await customer.CheckAsync();
            _witness.Check(_tables);
            LedgerAudit.Check(_tables, (await _operator.Running).Sealer);
            WorkAudit.Check(_tables, _book);
            _done = true;
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private async Task RestAsync()
    {
        foreach (var customer in _customers)
        {
            while (!await customer.IsSettledAsync() || WorkAudit.Restless(_tables).Any() || _tables.Outbox.Count > 0 || _tables.Undispatched.Count > 0)
                await Task.Delay(TimeSpan.FromSeconds(20), _outside.Clock);
        }
    }

    private void AddProviders(IServiceCollection services) => services
        .AddSingleton<IBilling>(new SimulatedBilling(_book))
        .AddSingleton<ITickets>(new SimulatedTickets(_book))
        .AddSingleton<IMail>(new SimulatedMail(_book, GrainKey.DefaultWorkspace));
}
