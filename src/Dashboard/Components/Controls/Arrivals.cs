namespace Aegis.Dashboard.Components.Controls;

/// <summary>What came into a list while its page was open.</summary>
internal sealed class Arrivals
{
    private readonly HashSet<string> _ids = [];

    public bool Has(string id) => _ids.Contains(id);

    public void Clear() => _ids.Clear();

    /// <summary>Takes in what a refresh brought: what was not there before and is no older than what was. Older ones only moved up.</summary>
    public IReadOnlyList<T> Take<T>(IReadOnlyCollection<T> before, IEnumerable<T> now, Func<T, string> id, Func<T, DateTimeOffset> at)
    {
        var known = before.Select(id).ToHashSet();
        var since = before.Select(at).DefaultIfEmpty().Max();
        return [.. now.Where(item => at(item) >= since && !known.Contains(id(item)) && _ids.Add(id(item)))];
    }
}
