namespace Aegis.Embedded.Simulation;

/// <summary>A seeded source of chance (SplitMix64), the same on every machine and runtime.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to <paramref name="below"/> − 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    public bool Chance(double probability) => Next() < probability * ulong.MaxValue;

    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromTicks((long)(Next() % (ulong)(most - least + TimeSpan.FromTicks(1)).Ticks));

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Chance of its own for a part of the world, so that one part's use does not shift another's.</summary>
    public Dice Fork() => new(Next());

    public void Fill(Span<byte> bytes)
    {
        foreach (ref var b in bytes)
            b = (byte)Next();
    }
}
