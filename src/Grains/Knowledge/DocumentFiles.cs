using System.Security.Cryptography;
using System.Text;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Knowledge;

/// <summary>One document as it was written.</summary>
/// <param name="Page">Its name in addresses.</param>
public sealed record Document(string Page, string Text);

/// <summary>Reads the documents: those that come with the program, or an operator's own.</summary>
public static class DocumentFiles
{
    internal const string Pattern = "*.md";

    private const string Embedded = "knowledge/";
    private const int LongestDocument = 1_000_000;
    private const int MostDocuments = 5_000;

    /// <summary>Changes whenever the same documents would be cut or found differently.</summary>
    private const string Version = "1";

    /// <exception cref="InvalidOperationException">A file cannot be used; the message names it and the mend.</exception>
    public static IReadOnlyList<Document> Read(KnowledgeOptions options) =>
        [.. (options.Path is null ? FromProgram() : FromFolder(options)).OrderBy(d => d.Page, StringComparer.Ordinal)];

    public static KnowledgeSet Cut(IReadOnlyList<Document> documents) =>
        new(Hash(documents), [.. documents.SelectMany(DocumentSections.Cut)]);

    private static string Hash(IReadOnlyList<Document> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in documents.SelectMany(d => (string[])[d.Page, d.Text]).Prepend(Version))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<Document> FromProgram()
    {
        var assembly = typeof(DocumentFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Embedded, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(System.IO.Path.GetFileNameWithoutExtension(name[Embedded.Length..]), Plain(reader.ReadToEnd()));
        }
    }

    private static IEnumerable<Document> FromFolder(KnowledgeOptions options)
    {
        var files = System.IO.Directory.GetFiles(options.Path!, Pattern, SearchOption.AllDirectories);
        if (files.Length > MostDocuments)
            throw options.Wrong($"the folder holds {files.Length:N0} Markdown files; at most {MostDocuments:N0} are taken.");
        foreach (var file in files)
        {
            var name = System.IO.Path.GetRelativePath(options.Path!, file);
            var page = name[..^3].Replace(System.IO.Path.DirectorySeparatorChar, '-');
            if (!GrainKey.IsId(page))
                throw options.Wrong($"the file '{name}' cannot be an address; name it by letters, digits, '_', '-' or '.', 64 at most.");
            if (new FileInfo(file).Length > LongestDocument)
                throw options.Wrong($"the file '{name}' is larger than {LongestDocument:N0} bytes; split it.");
            yield return new(page, Plain(File.ReadAllText(file)));
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
}
