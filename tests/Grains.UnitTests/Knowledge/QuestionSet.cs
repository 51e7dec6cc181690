using System.Reflection;

namespace Aegis.Grains.UnitTests.Knowledge;

/// <summary>Questions with the page that answers them, or none. Three in five were looked at while words and weights were chosen, two in five were held out.</summary>
internal static class QuestionSet
{
    private static readonly IReadOnlyList<(string? Page, string Text)> All = Read();

    public static IReadOnlyList<(string Page, string Text)> Answered(bool heldOut) =>
        [.. All.Where(q => q.Page is not null).Where((_, i) => heldOut == i % 5 >= 3).Select(q => (q.Page!, q.Text))];

    public static IReadOnlyList<string> Unanswered(bool heldOut) =>
        [.. All.Where(q => q.Page is null).Where((_, i) => heldOut == i % 5 >= 3).Select(q => q.Text)];

    private static List<(string? Page, string Text)> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("questions.tsv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0] == "-" ? null : fields[0], fields[1]))];
    }
}
