namespace Aegis.Connectors.Calls;

/// <summary>What a failed call may have left behind, and so how it may be repeated.</summary>
internal enum CallKind
{
    /// <summary>Changes nothing: a failure of any kind means nothing was done.</summary>
    Read,
    /// <summary>An effect under an idempotency key: repeated when it was definitely not done.</summary>
    Keyed,
    /// <summary>An effect the provider cannot recognise: never repeated.</summary>
    Blind,
}

/// <param name="Replayed">The provider knew the idempotency key and answered as it did before.</param>
internal sealed record Answer<T>(T Value, bool Replayed);
