using System.Text.Json.Serialization;
using Aegis.Actions;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>What the documents say.</summary>
/// <param name="Code">The block of code that was asked for, or null.</param>
/// <param name="Theirs">What another's documentation answered; then our own was not searched.</param>
public sealed record KnowledgeFinding(string Tool, string Details, KnowledgeAnswer Answer, string? Code = null, DocsQuote? Theirs = null)
    : Finding(Tool, Details, ActionArguments.None)
{
    private const int MostSections = 3;

    /// <summary>Whether the question is answered.</summary>
    [JsonIgnore]
    public bool IsAnswer => Theirs is not null || Answer.IsAnswer;

    [JsonIgnore]
    public override string Told => Theirs is { } theirs ? $"{theirs.Title}:\n{theirs.Text}" : Answer.Best.IsEmpty
        ? Details
        : $"{(Answer.IsAnswer ? "" : "None of this may answer the question.\n")}{string.Join("\n\n", Answer.Best.Take(MostSections).Select(best => $"{best.Section.Title} {best.Section.Heading} ({best.Section.Page}#{best.Section.Anchor}):\n{best.Section.Body}"))}";
}

/// <summary>query_chargebee_docs: searches the documents for the customer's question.</summary>
public sealed class DocsLook(KnowledgeBase knowledge, TheirDocs theirs) : ILook
{
    public const string Query = ToolArguments.Query;

    public string Tool => Tools.QueryDocs;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var (finding, why) = await theirs.AskAsync(Tool, request, code: false, cancellationToken);
        if (finding is not null)
            return finding;
        try
        {
            var answer = await knowledge.AskAsync(request.Arguments[Query], cancellationToken);
            return new KnowledgeFinding(Tool, why + Describe(answer), answer);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new KnowledgeFinding(Tool, $"The documents cannot be searched now ({failure.GetType().Name}).", KnowledgeAnswer.Nothing);
        }
    }

    internal static string Describe(KnowledgeAnswer answer)
    {
        var query = $"Looked for \"{string.Join(' ', answer.Terms)}\": ";
        return answer.Best.IsEmpty
            ? query + "no section."
            : FormattableString.Invariant($"{query}{answer.Best.Length} sections, {(answer.IsAnswer ? "answered by the first" : "none answers it")}: ")
                + string.Join(", ", answer.Best.Take(3).Select(Describe)) + ".";
    }

    private static string Describe(RankedSection ranked) =>
        FormattableString.Invariant($"{ranked.Section.Page}{(ranked.Section.Anchor.Length == 0 ? "" : "#")}{ranked.Section.Anchor} (bm25 {ranked.Score:0.0}, covers {ranked.Coverage:P0})").Replace(" %", "%", StringComparison.Ordinal);
}
