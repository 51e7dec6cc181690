using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Aegis.Eval.Scenarios;

/// <summary>Reads one mapping of a scenario's file: typed fields, each named with its line when it is wrong, and none that nobody asked for.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, (int Line, YamlNode Value)> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly FaultList _faults;
    private readonly string _path;

    public Fields(YamlNode? node, string path, FaultList faults)
    {
        (_path, _faults) = (path, faults);
        Line = node is null ? 1 : (int)node.Start.Line;
        switch (node)
        {
            case null or YamlScalarNode { Value: null or "", Style: ScalarStyle.Plain }:
                break;
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping)
                    if (key is YamlScalarNode { Value: { } name })
                        _values[name] = ((int)key.Start.Line, value);
                break;
            default:
                faults.Add(Line, path, "is no mapping of fields");
                break;
        }
    }

    public int Line { get; }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The first of the names that is there, or null.</summary>
    public string? FirstOf(IEnumerable<string> names) => names.FirstOrDefault(Has);

    public string Text(string name) => OptionalText(name) is { Length: > 0 } text ? text : Missing(name, "is missing", "");

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        YamlScalarNode { Value: { } text } => text,
        var other => Wrong<string?>(other, name, "is no text", null),
    };

    public int Number(string name, int otherwise) => OptionalNumber(name) ?? otherwise;

    public int? OptionalNumber(string name) => OptionalText(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => Wrong<int?>(Find(name)!, name, $"is '{text}': write a whole number, 0 or more", null),
    };

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) => OptionalText(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => Wrong<bool?>(Find(name)!, name, $"is '{text}': write true or false", null),
    };

    public TimeSpan Time(string name, TimeSpan otherwise) => OptionalText(name) switch
    {
        null => otherwise,
        var text when Times.Parse(text) is { } time => time,
        var text => Wrong(Find(name)!, name, $"is '{text}': write a time as 90s, 25h or 30d", otherwise),
    };

    public T Enum<T>(string name, T otherwise) where T : struct, Enum => OptionalEnum<T>(name) ?? otherwise;

    public T? OptionalEnum<T>(string name) where T : struct, Enum => OptionalText(name) switch
    {
        null => null,
        var text when Spelling.TryParse<T>(text, out var value) => value,
        var text => Wrong<T?>(Find(name)!, name, $"is '{text}': write one of {string.Join(", ", System.Enum.GetValues<T>().Select(Spelling.Of))}", null),
    };

    public string OneOf(string name, string otherwise, params string[] choices) => OptionalText(name) switch
    {
        null => otherwise,
        var text when choices.Contains(text) => text,
        var text => Wrong(Find(name)!, name, $"is '{text}': write one of {string.Join(", ", choices)}", otherwise),
    };

    /// <summary>Texts, or one text alone.</summary>
    public ImmutableArray<string> Texts(string name) => Find(name) switch
    {
        null => [],
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode list => [.. list.Select((node, i) => node is YamlScalarNode { Value: { } text } ? text : Wrong(node, $"{name}[{i}]", "is no text", ""))],
        var other => Wrong<ImmutableArray<string>>(other, name, "is no list of texts", []),
    };

    public Fields Map(string name) => new(Find(name), Path(name), _faults);

    public ImmutableArray<T> List<T>(string name, Func<Fields, T> read) => Find(name) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select((node, i) => Read(new Fields(node, Path($"{name}[{i}]"), _faults), read))],
        var other => Wrong<ImmutableArray<T>>(other, name, "is no list", []),
    };

    /// <summary>A list whose plain texts stand for a mapping with one field.</summary>
    public ImmutableArray<T> List<T>(string name, string plain, Func<Fields, T> read) => Find(name) switch
    {
        YamlSequenceNode list => [.. list.Select((node, i) => Read(new Fields(node is YamlScalarNode ? new YamlMappingNode(new YamlScalarNode(plain), node) : node, Path($"{name}[{i}]"), _faults, node), read))],
        _ => List(name, read),
    };

    /// <summary>Names and texts.</summary>
    public ImmutableSortedDictionary<string, string> Dictionary(string name)
    {
        var fields = Map(name);
        return fields._values.Keys.ToImmutableSortedDictionary(key => key, key => fields.OptionalText(key) ?? "", StringComparer.Ordinal);
    }

    /// <summary>Says that a field holds what is not allowed.</summary>
    public void Fault(string name, string message) => _faults.Add(_values.TryGetValue(name, out var value) ? value.Line : Line, Path(name), message);

    /// <summary>Says of every field nobody asked for that there is no such field.</summary>
    public void End()
    {
        foreach (var (name, (line, _)) in _values)
            if (!_known.Contains(name))
                _faults.Add(line, Path(name), $"there is no such field; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    private Fields(YamlNode node, string path, FaultList faults, YamlNode at) : this(node, path, faults)
    {
        Line = (int)at.Start.Line;
        foreach (var (name, (_, value)) in _values.ToArray())
            _values[name] = (Line, value);
    }

    private static T Read<T>(Fields fields, Func<Fields, T> read)
    {
        var value = read(fields);
        fields.End();
        return value;
    }

    private YamlNode? Find(string name)
    {
        _known.Add(name);
        return _values.TryGetValue(name, out var value) ? value.Value : null;
    }

    private T Missing<T>(string name, string message, T otherwise)
    {
        _faults.Add(Line, Path(name), message);
        return otherwise;
    }

    private T Wrong<T>(YamlNode at, string name, string message, T otherwise)
    {
        _faults.Add((int)at.Start.Line, Path(name), message);
        return otherwise;
    }

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}

/// <summary>The faults of one file.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<ScenarioFault> _faults = [];

    public ImmutableArray<ScenarioFault> All => [.. _faults.OrderBy(f => f.Line)];

    public void Add(int line, string field, string message) => _faults.Add(new(file, line, field, message));
}
