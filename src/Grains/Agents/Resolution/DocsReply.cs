using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Routing;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>Writes the answer from the documents' own text, quoted and with its source.</summary>
public static class DocsReply
{
    private const int LongestQuote = 1_500;

    /// <param name="publicUrl">Where the documents are read.</param>
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var finding = Deciding(facts);
        var sections = new ReplySections([.. facts.Findings.Select(f => DocumentText.Line($"{f.Tool}: {f.Details}", 500))], [], NextSteps(facts, finding, publicUrl));
        return new(facts.Work.TurnId, Router.ResolutionAgent, ReplyText.Render(Lead(facts, finding, publicUrl), sections), sections, steps, []);
    }

    /// <summary>Where a section is read.</summary>
    public static string Cite(KnowledgeSection section, string publicUrl) =>
        $"[{Title(section)}]({publicUrl}/knowledge/{section.Page}{(section.Anchor.Length == 0 ? "" : "#")}{Uri.EscapeDataString(section.Anchor)})";

    private static KnowledgeFinding? Deciding(Facts facts) =>
        facts.Findings.OfType<KnowledgeFinding>().FirstOrDefault(f => f.IsAnswer) ?? facts.Findings.OfType<KnowledgeFinding>().LastOrDefault();

    private static string Lead(Facts facts, KnowledgeFinding? finding, string publicUrl)
    {
        if (ReplyLines.OfHalt(facts.Halt) is { } halted)
            return halted;
        if (finding?.Theirs is { } theirs)
        {
            var (quoted, isLonger) = DocumentText.Beginning(theirs.Text, LongestQuote);
            return $"From {theirs.Title}:\n\n{DocumentText.Quote(quoted)}{(isLonger ? "\n\n(there is more)" : "")}";
        }

        if (finding is not { Answer: { IsAnswer: true, Best: [var best, ..] } })
            return "I do not know: our documentation does not answer this, and I do not guess.";
        var (text, isCut) = finding.Code is { } code ? (code, true) : DocumentText.Beginning(best.Section.Body, LongestQuote);
        return $"From our documentation:\n\n{DocumentText.Quote(text)}\n\nSource: {Cite(best.Section, publicUrl)}{(isCut ? " (there is more)" : "")}";
    }

    private static ImmutableArray<string> NextSteps(Facts facts, KnowledgeFinding? finding, string publicUrl)
    {
        if (facts.Halt is not null)
            return ["A person goes on from here."];
        var others = finding is null ? [] : finding.Answer.Best.Skip(finding.Answer.IsAnswer ? 1 : 0)
            .Where(b => !finding.Answer.IsAnswer || b.Section != finding.Answer.Best[0].Section).Take(2)
            .Select(b => $"{Cite(b.Section, publicUrl)}: {DocumentText.Line(b.Snippet, 160)}");
        if (finding is { IsAnswer: true })
            return
            [
                .. facts.Work.Route.Language is not null || finding.Code is not null ? [$"Your calls go to `{publicUrl}/sandbox/v2/customers`; say \"show my key\" for your test key."] : ImmutableArray<string>.Empty,
                .. others.Select(o => $"See also {o}"),
                "Not what you asked? Rate this answer, or say that you want a person.",
            ];
        return
        [
            .. others.Select(o => $"Nearest to it: {o}"),
            "Say \"open a ticket: …\" with your question, or that you want a person, and our team answers it.",
        ];
    }

    private static string Title(KnowledgeSection section) =>
        ShownText.Isolated(DocumentText.Line((section.Heading.Length == 0 ? section.Title : $"{section.Title} § {section.Heading}").Replace('[', '(').Replace(']', ')'), 120));
}
