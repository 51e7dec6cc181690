using System.Globalization;
using System.Text.Json;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Policy;

/// <summary>An object of a policy text, read field by field; what is wrong is collected, each with where it stands.</summary>
internal sealed class PolicyNode(JsonElement element, string path, List<string> faults, string name = "")
{
    /// <summary>The field's name, for one of several whose names are free.</summary>
    public string Name => name;

    private bool IsObject => element.ValueKind == JsonValueKind.Object;

    public void Fault(string name, string fault) => faults.Add($"'{Path(name)}' {fault}.");

    public PolicyNode Knows(params ReadOnlySpan<string> names)
    {
        if (!IsObject)
        {
            Fault("", $"must be an object of {string.Join(", ", names.ToArray())}");
            return this;
        }

        foreach (var field in element.EnumerateObject())
            if (!names.Contains(field.Name))
                Fault(TextRules.Show(field.Name), $"is not known; use {string.Join(", ", names.ToArray())}");
        return this;
    }

    public PolicyNode? Child(string name) => Find(name) is { } found ? new(found, Path(name), faults) : null;

    /// <summary>The fields, whatever their names.</summary>
    public IEnumerable<PolicyNode> Members()
    {
        if (!IsObject)
            Fault("", "must be an object");
        return IsObject ? element.EnumerateObject().Select(field => new PolicyNode(field.Value, Path(field.Name), faults, field.Name)).ToArray() : [];
    }

    /// <summary>The items of a list, or the one item that stands in its place.</summary>
    public ImmutableArray<PolicyNode> Items() => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select((item, i) => new PolicyNode(item, $"{path}[{i}]", faults))]
        : [this];

    public string? Text(string name)
    {
        if (Find(name) is not { } found)
            return null;
        var text = found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        if (text is { Length: > 0 and <= 500 } && TextRules.FaultOfLine(text) is null)
            return text;
        Fault(name, "must be text of 1 to 500 characters on one line");
        return null;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (Child(name) is not { } list)
            return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items())
            if (item.Own is { Length: > 0 and <= 200 } text)
                texts.Add(text);
            else
                item.Fault("", "must be a name in quotes");
        return texts.ToImmutable();
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } found)
            return false;
        if (found.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, "must be true or false");
        return found.ValueKind == JsonValueKind.True;
    }

    public int? Whole(string name, int least, int most)
    {
        if (Find(name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"is {TextRules.Show(found.GetRawText())}; use a whole number from {least} to {most}"));
        return null;
    }

    public decimal? Number(string name)
    {
        if (Find(name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var number) && number >= 0)
            return number;
        Fault(name, $"is {TextRules.Show(found.GetRawText())}; use a number of 0 or more");
        return null;
    }

    public TimeOnly? TimeOfDay(string name)
    {
        if (TimeOnly.TryParseExact(Find(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Fault(name, "must be a time of day such as \"21:00\"");
        return null;
    }

    public T? OneOf<T>(string name, params ReadOnlySpan<(string Name, T Value)> known) where T : struct
    {
        var given = Find(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
        var names = new List<string>();
        foreach (var (word, value) in known)
        {
            if (word == given)
                return value;
            names.Add(word);
        }

        Fault(name, given is null ? $"is missing; use {string.Join(" or ", names)}" : $"is '{TextRules.Show(given)}'; use {string.Join(" or ", names)}");
        return null;
    }

    public ImmutableArray<string> EachOf(string name, params string[] known) =>
        [.. Texts(name).Where(text => IsKnown(name, text, known))];

    public ImmutableArray<T> EachOf<T>(string name) where T : struct, Enum
    {
        var known = Enum.GetValues<T>().Select(SnakeCase.Of).ToArray();
        return [.. Texts(name).Where(text => IsKnown(name, text, known)).Select(SnakeCase.Parse<T>)];
    }

    private string? Own => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private bool IsKnown(string name, string text, string[] known)
    {
        if (known.Contains(text))
            return true;
        Fault(name, $"holds '{TextRules.Show(text)}'; use {string.Join(", ", known)}");
        return false;
    }

    private JsonElement? Find(string name) => IsObject && element.TryGetProperty(name, out var found) ? found : null;

    private string Path(string name) => name.Length == 0 ? (path.Length == 0 ? "policy" : path) : path.Length == 0 ? name : $"{path}.{name}";
}
