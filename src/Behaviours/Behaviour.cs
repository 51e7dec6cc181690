namespace Aegis.Behaviours;

/// <summary>Seeded lives: the same seed and number always give the same customer, operation by operation.</summary>
public static class Behaviour
{
    // Of a hundred customers; in the order they are drawn.
    private static readonly (BehaviourKind Kind, int Share)[] Mix =
    [
        (BehaviourKind.SignUp, 15), (BehaviourKind.Integrate, 30), (BehaviourKind.ErrorSpike, 15),
        (BehaviourKind.Decline, 10), (BehaviourKind.Growth, 20), (BehaviourKind.Chat, 10),
    ];

    /// <param name="customer">The customer's number in the run, from 0.</param>
    public static BehaviourKind KindOf(int seed, int customer) => Draw(RandomOf(seed, customer));

    /// <summary>The customer's life. It does not end: take as much of it as there is time.</summary>
    public static IEnumerable<Step> Of(int seed, int customer)
    {
        var random = RandomOf(seed, customer);
        var kind = Draw(random);
        // The first pauses spread the customers evenly over one beat.
        var pause = random.NextDouble();
        foreach (var operation in Stories.Of(kind, new Calls(random), random, customer))
        {
            yield return new(pause, operation);
            pause = 0.5 + random.NextDouble();
        }
    }

    private static BehaviourKind Draw(Random random)
    {
        var drawn = random.Next(Mix.Sum(m => m.Share));
        foreach (var (kind, share) in Mix)
        {
            if ((drawn -= share) < 0)
                return kind;
        }

        throw new InvalidOperationException("A draw lies beyond the mix.");
    }

    /// <summary>Neighbouring seeds of <see cref="Random"/> begin alike, so seed and number are mixed well first (SplitMix64).</summary>
    private static Random RandomOf(int seed, int customer)
    {
        var mixed = ((ulong)(uint)seed << 32 | (uint)customer) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return new((int)(mixed ^ mixed >> 31));
    }
}
