using System.Numerics;

namespace Aegis.LoadTest.Measuring;

/// <summary>Counts durations in buckets that grow with the value, so that any percentile is within 1.6 % from a microsecond to hours. Safe to record from many threads.</summary>
public sealed class Histogram
{
    private const int PrecisionBits = 6;
    private const int Exact = 1 << (PrecisionBits + 1);
    private const long Largest = (1L << 36) - 1;

    private readonly long[] _counts = new long[IndexOf(Largest) + 1];
    private long _count;
    private long _sum;
    private long _max;

    public long Count => Volatile.Read(ref _count);

    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _max));

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(Volatile.Read(ref _sum) / (double)Count);

    /// <summary>Longer than 19 hours counts as that.</summary>
    public void Record(TimeSpan duration)
    {
        var value = Math.Clamp((long)duration.TotalMicroseconds, 0, Largest);
        Interlocked.Increment(ref _counts[IndexOf(value)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sum, value);
        for (var seen = Volatile.Read(ref _max); value > seen;)
            seen = Interlocked.CompareExchange(ref _max, value, seen) is var found && found == seen ? value : found;
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref other._counts[i]) is > 0 and var more)
                Interlocked.Add(ref _counts[i], more);
        }

        Interlocked.Add(ref _count, other.Count);
        Interlocked.Add(ref _sum, Volatile.Read(ref other._sum));
        _max = Math.Max(_max, other._max);
    }

    /// <summary>The duration that this part of the records does not exceed; zero when there are none.</summary>
    /// <param name="part">0 to 1: 0.99 for the 99th percentile.</param>
    public TimeSpan Percentile(double part)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Math.Clamp(part, 0, 1) * Count));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += Volatile.Read(ref _counts[i]);
            if (seen >= rank)
                return TimeSpan.FromMicroseconds(Math.Min(UpperEdge(i), Volatile.Read(ref _max)));
        }

        return Max;
    }

    // Up to 127 µs every value has its bucket; above, 64 buckets for every doubling.
    private static int IndexOf(long value)
    {
        if (value < Exact)
            return (int)value;
        var shift = BitOperations.Log2((ulong)value) - PrecisionBits;
        return (shift << PrecisionBits) + (int)(value >> shift);
    }

    private static long UpperEdge(int index)
    {
        if (index < Exact)
            return index;
        var shift = (index >> PrecisionBits) - 1;
        return ((long)(index - (shift << PrecisionBits)) + 1 << shift) - 1;
    }
}
