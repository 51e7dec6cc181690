using Aegis.Storage.Sealing;

namespace Aegis.Storage.GroupCommit;

/// <summary>Data keys made by this process a short while ago, committed or not, so that the grains of one customer (and all users of a shared scope) agree on one. Bounded: the oldest is forgotten first.</summary>
internal sealed class PendingKeys(ISealer sealer, int capacity = 4_096)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DataKey> _keys = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public DataKey Of(string scope)
    {
        lock (_lock)
        {
            if (_keys.TryGetValue(scope, out var key))
                return key;
            key = sealer.NewKey();
            _keys.Add(scope, key);
            _order.Enqueue(scope);
            while (_order.Count > capacity)
                _keys.Remove(_order.Dequeue());
            return key;
        }
    }

    /// <summary>Forgets a scope's key: the database holds another, or none any more.</summary>
    public void Forget(string scope)
    {
        lock (_lock)
            _keys.Remove(scope);
    }
}
