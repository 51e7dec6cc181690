using System.Reflection;

namespace Aegis.Grains.UnitTests.Routing;

/// <summary>Labelled messages of our own: three in five to tune the rules by, two in five held out.</summary>
internal static class MessageSet
{
    public static readonly IReadOnlyList<(string Intent, string Text)> All = Read();

    public static IEnumerable<(string Intent, string Text)> Tuning => All.Where((_, i) => i % 5 < 3);

    public static IEnumerable<(string Intent, string Text)> HeldOut => All.Where((_, i) => i % 5 >= 3);

    private static List<(string Intent, string Text)> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("messages.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0], fields[1]))];
    }
}
