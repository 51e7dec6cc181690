namespace Aegis.Connectors.Sandboxes;

/// <summary>The faults of one sandbox, switched while it runs; what chance decides follows from the seed.</summary>
public sealed class FaultSwitch(int seed, IEnumerable<Fault> faults)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [.. faults];
    private Random _random = new(seed);

    /// <summary>The faults that are on, each with the count it has left.</summary>
    public IReadOnlyList<Fault> Current
    {
        get { lock (_gate) return [.. _faults]; }
    }

    /// <summary>Switches a fault on, in place of one of the same kind and operation; a seed starts chance anew.</summary>
    public void Set(Fault fault, int? newSeed = null)
    {
        if (fault.Error() is { } error)
            throw new ArgumentException(error, nameof(fault));
        lock (_gate)
        {
            _faults.RemoveAll(f => f.Kind == fault.Kind && f.Operation == fault.Operation);
            _faults.Add(fault);
            if (newSeed is { } value)
                _random = new Random(value);
        }
    }

    /// <summary>Switches every fault off.</summary>
    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    /// <summary>The fault that hits this call, if one does; uses up its count.</summary>
    internal Fault? Draw(string operation)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(f => (f.Operation is null || f.Operation == operation) && Hits(f));
            if (index < 0)
                return null;
            var fault = _faults[index];
            if (fault.Count is 1)
                _faults.RemoveAt(index);
            else if (fault.Count is { } left)
                _faults[index] = fault with { Count = left - 1 };
            return fault;
        }
    }

    /// <summary>The given duration, within half as much and half again.</summary>
    internal TimeSpan Vary(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return duration;
        lock (_gate)
            return duration * (0.5 + _random.NextDouble());
    }

    private bool Hits(Fault fault) => fault.Probability is not { } probability || _random.NextDouble() < probability;
}
