namespace Aegis.Grains.Knowledge;

/// <summary>Where the documents are that customers' questions are answered from.</summary>
public sealed class KnowledgeOptions
{
    /// <summary>A folder of Markdown files (*.md, also in folders beneath) in place of the documents that come with the program; null for those.</summary>
    public string? Path { get; set; }

    /// <exception cref="InvalidOperationException">The folder is not there, or holds nothing to read.</exception>
    public void Validate()
    {
        if (Path is null)
            return;
        if (!System.IO.Directory.Exists(Path))
            throw Wrong("there is no such folder; name one with Markdown files, or leave it out for the documents that come with the program.");
        try
        {
            if (!System.IO.Directory.EnumerateFiles(Path, DocumentFiles.Pattern, SearchOption.AllDirectories).Any())
                throw Wrong("the folder holds no Markdown file (*.md); put the documents there, or leave the setting out for those that come with the program.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"the folder cannot be read ({failure.Message}); give this program the right to read it.");
        }
    }

    internal InvalidOperationException Wrong(string mend) => new($"The setting Aegis:Knowledge:Path is '{Path}': {mend}");
}
