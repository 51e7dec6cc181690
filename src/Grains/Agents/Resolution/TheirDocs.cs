using Aegis.Connectors;
using Aegis.Connectors.Mcp;
using Aegis.Grains.Customers;
using Aegis.Grains.Keys;
using Aegis.Grains.Knowledge;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>What somebody else's documentation answered. Data, within bounds, without keys.</summary>
/// <param name="Title">Whose it is.</param>
public sealed record DocsQuote(string Title, string Text);

/// <summary>Asks the documentation server where there is one. It is asked first; where it fails or finds nothing our own documents are searched.</summary>
public sealed class TheirDocs(IDocsServer? server = null)
{
    private const int LongestText = 12_000;

    /// <summary>Its answer; or null, and why, where there is something to say.</summary>
    public async Task<(KnowledgeFinding? Finding, string Why)> AskAsync(string tool, LookRequest request, bool code, CancellationToken cancellationToken)
    {
        if (server is null)
            return (null, "");
        try
        {
            var question = SecretMask.Apply(request.Arguments[DocsLook.Query]);
            if (await server.AskAsync(question, code, request.Arguments.GetValueOrDefault(CodeLook.Language), cancellationToken) is not { } answer)
                return (null, $"{server.Title} says nothing to it. ");
            var text = DocumentText.Inert(SecretMask.Apply(answer.Text)).Trim();
            text = TextRules.Shorten(text, LongestText, "…");
            return (new KnowledgeFinding(tool, FormattableString.Invariant($"{server.Title} answered by {answer.Tool}: {text.Length} characters."), KnowledgeAnswer.Nothing,
                Theirs: new DocsQuote(server.Title, text)), "");
        }
        catch (ConnectorException failure)
        {
            return (null, $"{server.Title} cannot be asked ({DocumentText.Line(failure.Message, 120)}). ");
        }
    }
}
