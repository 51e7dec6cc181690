using System.Collections.Concurrent;

namespace Aegis.Api.Sandbox;

/// <summary>Remembers who owns a key or a site for a moment. Only who is asked, never whether the key is good.</summary>
internal sealed class OwnerCache(TimeProvider time, ApiOptions options)
{
    private const int MaxCount = 10_000;
    private readonly ConcurrentDictionary<string, (string CustomerId, long At)> _owners = new(StringComparer.Ordinal);

    public async ValueTask<string?> FindAsync(string name, Func<Task<string?>> find)
    {
        if (_owners.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < options.KeyOwnerCacheTime)
            return known.CustomerId;
        if (await find() is not { } owner)
            return null;
        if (_owners.Count >= MaxCount)
            _owners.Clear();
        _owners[name] = (owner, time.GetTimestamp());
        return owner;
    }
}
