using Aegis.Actions;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>query_chargebee_code: searches the documents for code, in a language when one is named.</summary>
public sealed class CodeLook(KnowledgeBase knowledge, TheirDocs theirs) : ILook
{
    public const string Language = ToolArguments.Language;

    public string Tool => Tools.QueryCode;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var (finding, why) = await theirs.AskAsync(Tool, request, code: true, cancellationToken);
        if (finding is not null)
            return finding;
        try
        {
            var fence = Fence(request.Arguments.GetValueOrDefault(Language));
            var answer = await knowledge.AskAsync(request.Arguments[DocsLook.Query], cancellationToken);
            var withCode = answer.Best.Where(b => DocumentText.Code(b.Section.Body, fence) is not null).ToImmutableArray();
            answer = answer with { Best = withCode, IsAnswer = withCode is [var first, ..] && first.Coverage >= KnowledgeRules.LeastCoverage };
            var code = answer.IsAnswer ? DocumentText.Code(answer.Best[0].Section.Body, fence) : null;
            return new KnowledgeFinding(Tool, $"{why}{DocsLook.Describe(answer)} Code in {fence ?? "any language"}.", answer, code);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new KnowledgeFinding(Tool, $"The documents cannot be searched now ({failure.GetType().Name}).", KnowledgeAnswer.Nothing);
        }
    }

    /// <summary>A language as a block of code is marked with it.</summary>
    private static string? Fence(string? language) => language switch
    {
        null => null,
        ProgrammingLanguages.Node => "javascript",
        ProgrammingLanguages.Curl => "bash",
        _ => language,
    };
}
