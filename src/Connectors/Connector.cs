using System.Collections.Immutable;

namespace Aegis.Connectors;

/// <summary>An outside system.</summary>
public interface IConnector
{
    /// <summary>What the console calls it: "Billing sandbox", "Chargebee (acme-test)".</summary>
    string Name { get; }

    /// <summary>Whether it is a local sandbox; shown so that nobody mistakes one for the other.</summary>
    bool IsSandbox { get; }
}

/// <summary>What a provider confirms of an effect.</summary>
/// <param name="Id">The provider's id of what it made: a subscription, an issue key, a message id.</param>
/// <param name="Facts">Further facts by snake-case name; no secrets.</param>
/// <param name="Replayed">The provider knew the idempotency key and did nothing again.</param>
public sealed record Receipt(string Id, ImmutableSortedDictionary<string, string> Facts, bool Replayed);

/// <summary>Whether a failed call may have had its effect.</summary>
public enum FailureKind
{
    /// <summary>The provider said no; it did nothing, and would say no again.</summary>
    Rejected,
    /// <summary>Nothing was done; the same call may succeed later.</summary>
    Unavailable,
    /// <summary>The call was sent and no answer came: it may have been done.</summary>
    Unknown,
}

/// <summary>A call to an outside system failed. A call cancelled by its caller throws <see cref="OperationCanceledException"/> instead: it may have been done.</summary>
public sealed class ConnectorException(FailureKind kind, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>How long the provider asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
