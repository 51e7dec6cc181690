using System.Collections.Concurrent;

namespace Aegis.LoadTest.Measuring;

/// <summary>Counts what customers do. Safe to use from many threads.</summary>
public sealed class Meter
{
    private readonly ConcurrentDictionary<string, Histogram> _latencies = new();
    private readonly ConcurrentDictionary<Trouble, long> _errors = new();
    private readonly ConcurrentDictionary<Trouble, long> _retries = new();
    private Histogram _recent = new();
    private long _customers, _requests, _events, _failed, _retried;

    /// <summary>Totals since the start.</summary>
    public Totals Totals => new(
        Interlocked.Read(ref _customers), Interlocked.Read(ref _requests), Interlocked.Read(ref _events), Interlocked.Read(ref _failed), Interlocked.Read(ref _retried));

    public IReadOnlyDictionary<string, Histogram> Latencies => _latencies;

    /// <summary>Operations that were given up, by operation and kind.</summary>
    public IReadOnlyDictionary<Trouble, long> Errors => _errors;

    /// <summary>Attempts that were repeated, by operation and kind.</summary>
    public IReadOnlyDictionary<Trouble, long> Retries => _retries;

    public void SignedUp() => Interlocked.Increment(ref _customers);

    /// <summary>A request leaves; an operation makes one or more.</summary>
    public void Sent() => Interlocked.Increment(ref _requests);

    public void Acknowledged(int events) => Interlocked.Add(ref _events, events);

    public void Retried(string operation, string kind)
    {
        Interlocked.Increment(ref _retried);
        _retries.AddOrUpdate(new(operation, kind), 1, (_, count) => count + 1);
    }

    /// <summary>An operation ended, after this long, retries and their pauses included.</summary>
    /// <param name="error">What it was given up for; null when it went well.</param>
    public void Ended(string operation, TimeSpan latency, string? error)
    {
        _latencies.GetOrAdd(operation, _ => new()).Record(latency);
        Volatile.Read(ref _recent).Record(latency);
        if (error is not null)
            Failed(operation, error);
    }

    /// <summary>Something went wrong that no status said.</summary>
    public void Failed(string operation, string kind)
    {
        Interlocked.Increment(ref _failed);
        _errors.AddOrUpdate(new(operation, kind), 1, (_, count) => count + 1);
    }

    /// <summary>The latencies since the last call.</summary>
    public Histogram TakeRecent() => Interlocked.Exchange(ref _recent, new());
}

/// <summary>What went wrong in which operation: "connection", "timeout", "503", …</summary>
public sealed record Trouble(string Operation, string Kind);

/// <summary>Counts since the start.</summary>
/// <param name="Customers">Signed up.</param>
/// <param name="Requests">Attempts included.</param>
/// <param name="Events">Acknowledged ones.</param>
/// <param name="Errors">Operations given up.</param>
public sealed record Totals(long Customers, long Requests, long Events, long Errors, long Retries);
