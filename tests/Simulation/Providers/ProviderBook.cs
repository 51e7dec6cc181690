using Aegis.Connectors;
using Aegis.Embedded.Simulation;
using Aegis.Simulation.Disk;

namespace Aegis.Simulation.Providers;

/// <summary>What the outside systems did, counted where it was done; survives every crash of the grid.</summary>
public sealed class ProviderBook(World world, Faults faults, DiskTables tables)
{
    private readonly SimulatedProcess _machine = world.Start("providers");
    private readonly Dictionary<string, Receipt> _byKey = new(StringComparer.Ordinal);
    private int _made;

    /// <summary>Every effect: what, for whom, by which key.</summary>
    public List<(string What, string Whom, string Key)> Effects { get; } = [];

    /// <summary>An idempotent effect: a key that is known does nothing again.</summary>
    public Task<Receipt> OnceAsync(string what, string whom, string customerKey, string key, Func<int, Receipt> make) =>
        CallAsync(() =>
        {
            if (_byKey.TryGetValue(key, out var known))
                return known with { Replayed = true };
            return _byKey[key] = Do(what, whom, customerKey, key, make);
        });

    /// <summary>An effect of a system that knows no keys: every call does it.</summary>
    public Task<Receipt> EachTimeAsync(string what, string whom, string customerKey, string key, Func<int, Receipt> make) =>
        CallAsync(() => Do(what, whom, customerKey, key, make));

    public Task<Receipt?> FindAsync(string key) => CallAsync(() => _byKey.GetValueOrDefault(key) is { } known ? known with { Replayed = true } : null);

    /// <summary>Whose tickets there are.</summary>
    public TicketCustomers Tickets { get; } = new();

    private Receipt Do(string what, string whom, string customerKey, string key, Func<int, Receipt> make)
    {
        if (!HasIntent(customerKey, key))
            throw new InvariantBroken($"{what} for {whom} was done with key {key}, and no ledger entry intends it");
        Effects.Add((what, whom, key));
        world.Note((ulong)Effects.Count);
        return make(++_made);
    }

    private bool HasIntent(string customerKey, string key) =>
        tables.Ledgers.GetValueOrDefault(customerKey, []).Exists(r => r.Kind == "action_intended" && r.ActionId == key);

    private Task<T> CallAsync<T>(Func<T> effect)
    {
        var answer = new TaskCompletionSource<T>();
        var fate = faults.NextProviderFate();
        _ = _machine.Run(async () =>
        {
            await Task.Delay(faults.Latency(), _machine.Clock);
            try
            {
                var result = fate is ProviderFate.Sound or ProviderFate.DoneButAnswerLost ? effect() : default;
                await Task.Delay(faults.Latency(), _machine.Clock);
                if (fate == ProviderFate.Sound)
                    answer.SetResult(result!);
                else
                    answer.SetException(fate == ProviderFate.Unavailable
                        ? new ConnectorException(FailureKind.Unavailable, "The simulated provider is away.")
                        : new ConnectorException(FailureKind.Unknown, "The simulated connection broke after the call was sent."));
            }
            catch (InvariantBroken broken)
            {
                Broken ??= broken;
                answer.SetException(broken);
            }
        });
        return answer.Task;
    }

    /// <summary>An invariant that an effect broke.</summary>
    public InvariantBroken? Broken { get; private set; }
}
