using Aegis.Storage.Database;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Knowledge;

/// <summary>The documents of this program, indexed in the grid's database, and the questions asked of them.</summary>
public sealed class KnowledgeBase(KnowledgeOptions options, IGridDatabase database)
{
    private const int Candidates = 20;

    private readonly Lazy<IReadOnlyList<Document>> _documents = new(() => DocumentFiles.Read(options));
    private readonly Lock _gate = new();
    private Task<IReadOnlyCollection<string>>? _ready;

    /// <summary>Sees that the database holds these documents. Later calls wait for the first, or try again when it failed.</summary>
    /// <exception cref="InvalidOperationException">A document cannot be used.</exception>
    public Task PrepareAsync() => ReadyAsync();

    public async Task<KnowledgeAnswer> AskAsync(string question, CancellationToken cancellationToken)
    {
        var vocabulary = await ReadyAsync();
        var terms = QuestionWords.Of(question);
        if (terms.Count == 0)
            return KnowledgeAnswer.Nothing;
        var matches = await database.SearchKnowledgeAsync(new(terms, Candidates), cancellationToken);
        if (matches.Frequencies.Contains(0))
        {
            terms = [.. terms.Zip(matches.Frequencies, (term, frequency) => frequency == 0 ? QuestionWords.Mend(term, vocabulary) : term)];
            matches = await database.SearchKnowledgeAsync(new(terms, Candidates), cancellationToken);
        }

        return KnowledgeRules.Judge(terms, matches);
    }

    /// <summary>A document's sections; empty when there is no such page.</summary>
    public async Task<IReadOnlyList<KnowledgeSection>> ReadAsync(string page, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        return await database.ReadKnowledgeAsync(page, cancellationToken);
    }

    private Task<IReadOnlyCollection<string>> ReadyAsync()
    {
        lock (_gate)
        {
            if (_ready is null or { IsFaulted: true } or { IsCanceled: true })
                _ready = IndexAsync();
            return _ready;
        }
    }

    private async Task<IReadOnlyCollection<string>> IndexAsync()
    {
        var knowledge = DocumentFiles.Cut(_documents.Value);
        await database.SaveKnowledgeAsync(knowledge, CancellationToken.None);
        return QuestionWords.Vocabulary(knowledge.Sections);
    }
}
