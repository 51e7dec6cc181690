namespace Aegis.Api.Activity;

/// <summary>Gives equal texts of one request the same string, so that a repeated endpoint or reason costs no memory.</summary>
internal sealed class StringPool
{
    private const int MaxCount = 4_096;
    private readonly HashSet<string> _strings = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var fresh = text.ToString();
        if (_strings.Count < MaxCount)
            _strings.Add(fresh);
        return fresh;
    }
}
