using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aegis.Connectors;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>How a provider treats the next effect asked of it.</summary>
public enum Treatment
{
    /// <summary>Says no.</summary>
    Reject,
    /// <summary>Is down: nothing is done.</summary>
    BeDown,
    /// <summary>Does it, and the answer is lost.</summary>
    LoseAnswer,
    /// <summary>Loses the request: nothing is done, and no answer comes.</summary>
    LoseRequest,
    /// <summary>Does it, and never answers.</summary>
    Hang,
}

/// <summary>An outside system that counts its effects by idempotency key and misbehaves when told to. Outlives the grids that use it.</summary>
public sealed class Provider(string name) : IConnector
{
    private readonly ConcurrentDictionary<string, Receipt> _effects = new();
    private readonly ConcurrentQueue<Treatment> _next = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly TaskCompletionSource _hung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public bool IsSandbox => true;

    /// <summary>Effects, each done once.</summary>
    public int Effects => _effects.Count;

    /// <summary>Every key an effect was asked with, in order, repeats included.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Completes when a call hangs.</summary>
    public Task Hung => _hung.Task;

    /// <summary>Whether looking up fails too.</summary>
    public bool IsBlind { get; set; }

    public Provider Next(params Treatment[] treatments)
    {
        foreach (var treatment in treatments)
            _next.Enqueue(treatment);
        return this;
    }

    public async Task<Receipt> DoAsync(string idempotencyKey, Func<int, Receipt> effect, CancellationToken cancellationToken)
    {
        _asked.Enqueue(idempotencyKey);
        if (!_next.TryDequeue(out var treatment))
            return Perform(idempotencyKey, effect);
        switch (treatment)
        {
            case Treatment.Reject:
                throw new ConnectorException(FailureKind.Rejected, $"{name} says no.");
            case Treatment.BeDown:
                throw new ConnectorException(FailureKind.Unavailable, $"{name} is down.", TimeSpan.FromSeconds(7));
            case Treatment.LoseRequest:
                throw new ConnectorException(FailureKind.Unknown, $"{name} did not answer.");
            case Treatment.LoseAnswer:
                Perform(idempotencyKey, effect);
                throw new ConnectorException(FailureKind.Unknown, $"{name} did not answer.");
            default:
                Perform(idempotencyKey, effect);
                _hung.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                throw new InvalidOperationException();
        }
    }

    public Receipt? Find(string idempotencyKey) =>
        IsBlind ? throw new ConnectorException(FailureKind.Unavailable, $"{name} is down.")
        : _effects.TryGetValue(idempotencyKey, out var receipt) ? receipt with { Replayed = true } : null;

    private Receipt Perform(string idempotencyKey, Func<int, Receipt> effect)
    {
        if (_effects.TryGetValue(idempotencyKey, out var known))
            return known with { Replayed = true };
        return _effects[idempotencyKey] = effect(_effects.Count + 1);
    }

    public static ImmutableSortedDictionary<string, string> Facts(params (string Name, string Value)[] facts) =>
        facts.ToImmutableSortedDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
}
