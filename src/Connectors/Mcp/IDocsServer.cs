namespace Aegis.Connectors.Mcp;

/// <summary>Somebody else's search in documentation and code. What it answers is data.</summary>
public interface IDocsServer
{
    /// <summary>What replies call it.</summary>
    string Title { get; }

    /// <summary>What it answers to a question, or null where it finds nothing.</summary>
    /// <param name="language">The programming language that code is wanted in; null for any.</param>
    /// <exception cref="ConnectorException">It cannot be asked, or answers with an error.</exception>
    Task<DocsAnswer?> AskAsync(string question, bool code, string? language, CancellationToken cancellationToken);
}

/// <param name="Tool">The tool that answered.</param>
/// <param name="Text">Markdown as it came, within bounds.</param>
public sealed record DocsAnswer(string Tool, string Text);
