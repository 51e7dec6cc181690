using System.Reflection;

namespace Aegis.Grains.UnitTests.Routing;

/// <summary>A message and what it wants.</summary>
/// <param name="Also">What it wants beside its intent.</param>
internal sealed record Labelled(string Intent, string Text, string[] Also);

/// <summary>Labelled messages of our own: three in five to tune by, two in five held out.</summary>
internal static class MessageSet
{
    /// <summary>The first messages were parted by their place before there were more; they stay where they are.</summary>
    private const int PartedByPlace = 317;

    public static readonly IReadOnlyList<Labelled> All = Read("messages.tsv");

    /// <summary>More messages that only train the model.</summary>
    public static readonly IReadOnlyList<Labelled> Practice = Read("practice.tsv");

    public static readonly IReadOnlyList<Labelled> Strangers = Read("strangers.tsv");

    /// <summary>What the model is trained on: nothing that is held out.</summary>
    public static IEnumerable<Labelled> Training => Tuning.Concat(Practice);

    public static IEnumerable<Labelled> Tuning => All.Where((m, i) => !IsHeldOut(m, i));

    public static IEnumerable<Labelled> HeldOut => All.Where(IsHeldOut);

    private static bool IsHeldOut(Labelled message, int place) => (place < PartedByPlace ? (uint)place : Hash(message.Text)) % 5 >= 3;

    /// <summary>FNV-1a: the same in every run and on every machine.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }

    private static List<Labelled> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(fields => new Labelled(fields[0], fields[1].Replace("\\n", "\n", StringComparison.Ordinal), fields.Length > 2 ? fields[2].Split(',') : []))];
    }
}
