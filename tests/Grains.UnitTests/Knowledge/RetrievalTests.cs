using Aegis.Grains.Knowledge;
using Aegis.Storage;
using Xunit.Abstractions;

namespace Aegis.Grains.UnitTests.Knowledge;

/// <summary>How well questions find their page, and how honestly the others are left unanswered.</summary>
public sealed class RetrievalTests(ITestOutputHelper output)
{
    [Theory, BothDatabases]
    public async Task Questions_OfTheLabelledSet_FindTheirPageOrNone(StorageKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);

        foreach (var heldOut in (bool[])[false, true])
        {
            var (first, third, silent) = await FoundAsync(shelf, QuestionSet.Answered(heldOut));
            var answered = await WronglyAnsweredAsync(shelf, QuestionSet.Unanswered(heldOut));
            output.WriteLine(FormattableString.Invariant(
                $"{kind}, {(heldOut ? "held out" : "tuning")}: top 1 {first:P1}, top 3 {third:P1}, left unanswered {silent:P1}; without an answer in the documents, answered all the same {answered:P1}"));

            first.ShouldBeGreaterThanOrEqualTo(0.8);
            third.ShouldBeGreaterThanOrEqualTo(0.9);
            silent.ShouldBeLessThanOrEqualTo(0.12);
            answered.ShouldBeLessThanOrEqualTo(0.17);
        }
    }

    private async Task<(double First, double Third, double Silent)> FoundAsync(Shelf shelf, IReadOnlyList<(string Page, string Text)> questions)
    {
        var (first, third, silent) = (0, 0, 0);
        foreach (var (page, text) in questions)
        {
            var answer = await shelf.AskAsync(text);
            var pages = answer.Best.Select(b => b.Section.Page).Distinct().Take(3).ToList();
            first += pages.FirstOrDefault() == page ? 1 : 0;
            third += pages.Contains(page) ? 1 : 0;
            silent += answer.IsAnswer ? 0 : 1;
            if (pages.FirstOrDefault() != page || !answer.IsAnswer)
                output.WriteLine($"  {page} <- \"{text}\": {Describe(answer)}");
        }

        return ((double)first / questions.Count, (double)third / questions.Count, (double)silent / questions.Count);
    }

    private async Task<double> WronglyAnsweredAsync(Shelf shelf, IReadOnlyList<string> questions)
    {
        var answered = 0;
        foreach (var text in questions)
        {
            var answer = await shelf.AskAsync(text);
            answered += answer.IsAnswer ? 1 : 0;
            if (answer.IsAnswer || answer.Best is [{ Coverage: > 0.35 }, ..])
                output.WriteLine($"  nowhere <- \"{text}\": {Describe(answer)}");
        }

        return (double)answered / questions.Count;
    }

    private static string Describe(KnowledgeAnswer answer) =>
        $"[{string.Join(' ', answer.Terms)}] {(answer.IsAnswer ? "" : "(silent) ")}" + string.Join(", ", answer.Best.Take(4)
            .Select(b => FormattableString.Invariant($"{b.Section.Page}#{b.Section.Anchor} {b.Score:0.0}/{b.Coverage:0.00}")));
}
