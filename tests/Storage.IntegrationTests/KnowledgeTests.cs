using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Knowledge;

namespace Aegis.Storage.IntegrationTests;

public sealed class KnowledgeTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly KnowledgeSet Shelf = new("hash-1",
    [
        Section("limits", "Rate limits", "throttle", "A site takes 100 calls a minute. Wait as long as the header says."),
        Section("keys", "API keys", "", "A key names your account. Keys are rotated by rotating them, and revoked keys stay revoked."),
        Section("trial", "The trial", "", "The trial lasts fourteen days; wait for the mail. Schlüssel Müller."),
        Section("filler-1", "Other", "", "Nothing of interest stands in this section about the weather."),
        Section("filler-2", "More", "", "Another section about wind and rain."),
        Section("filler-3", "Yet more", "", "And one about the sea."),
    ]);

    [Theory, BothDatabases]
    public async Task Search_WordsInflectionsAndPrefixes_FindsTheSection(StorageKind kind)
    {
        var grid = await ShelfAsync(kind);

        (await PagesAsync(grid, new KnowledgeTerm(["rotation"]))).ShouldBe(["keys"]);
        (await PagesAsync(grid, new KnowledgeTerm(["throttling"]))).ShouldBe(["limits"]);
        (await PagesAsync(grid, new KnowledgeTerm(["fourt"]))).ShouldBeEmpty();
        (await PagesAsync(grid, new KnowledgeTerm(["fourt"], Prefix: true))).ShouldBe(["trial"]);
        (await PagesAsync(grid, new KnowledgeTerm(["schlussel"]))).ShouldBe(["trial"]);
        (await PagesAsync(grid, new KnowledgeTerm(["nothere", "minutes"]))).ShouldBe(["limits"]);
    }

    [Theory, BothDatabases]
    public async Task Search_SeveralTerms_RanksByBm25AndSaysWhichAreHeld(StorageKind kind)
    {
        var grid = await ShelfAsync(kind);

        var found = await grid.Database.SearchKnowledgeAsync(new([new(["wait"]), new(["header"]), new(["absent"])], 10), CancellationToken.None);

        found.Hits.Select(h => h.Section.Page).ShouldBe(["limits", "trial"]);
        found.Hits[0].Terms.ShouldBe([true, true, false]);
        found.Hits[1].Terms.ShouldBe([true, false, false]);
        found.Hits[0].Score.ShouldBeGreaterThan(found.Hits[1].Score);
        found.Frequencies.ShouldBe([2, 1, 0]);
        found.Sections.ShouldBe(6);
        found.Hits[0].Snippet.ShouldContain("Wait as long as the header says");
    }

    [Fact]
    public async Task Search_OnBothDatabases_ScoresAlike()
    {
        var scores = new List<double[]>();
        foreach (var kind in (StorageKind[])[StorageKind.Sqlite, StorageKind.Postgres])
            scores.Add([.. (await (await ShelfAsync(kind)).Database.SearchKnowledgeAsync(new([new(["wait"]), new(["header"])], 10), CancellationToken.None)).Hits.Select(h => h.Score)]);

        // PostgreSQL leaves stop words out of a section's length.
        scores[1].Zip(scores[0]).ShouldAllBe(pair => Math.Abs(pair.First / pair.Second - 1) < 0.25);
    }

    [Theory, BothDatabases]
    public async Task Search_NaughtyWords_AreWords(StorageKind kind)
    {
        var grid = await ShelfAsync(kind);
        string[] naughty =
        [
            "\" OR 1=1 --", "key* OR NEAR(\"a\" \"b\", 3)", "title: keys AND NOT revoked", "(((", "'; DROP TABLE knowledge; --", "{{key:key_1}}", "a & b | !c <-> d",
            "^keys", "\\", "%_%", "\uD800 lone", "\0", "🔥🔥", "{col1 col2} : x", "\"", "''", "NULL", "--", "/* */", new('x', 5_000), "ＫＥＹＳ", "ﬁ ﬂ", "i̇stanbul İ", "المفتاح", "密钥 鍵",
        ];

        foreach (var text in naughty)
        {
            var terms = KnowledgeWords.Split(text).Select(word => new KnowledgeTerm([word], Prefix: word.Length > 3)).Append(new(["rotation"])).ToList();
            var found = await grid.Database.SearchKnowledgeAsync(new(terms, 10), CancellationToken.None);
            found.Hits.ShouldContain(h => h.Section.Page == "keys", $"on {kind}: {text}");
        }

        (await grid.Database.ReadKnowledgeAsync("keys", CancellationToken.None)).Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Save_ByManyAtOnce_StoresEachHashOnce(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));

        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grid.Database.SaveKnowledgeAsync(Shelf, CancellationToken.None)));
        var changed = await grid.Database.SaveKnowledgeAsync(new("hash-2", [Section("new", "New", "", "Something else.")]), CancellationToken.None);

        stored.Count(s => s).ShouldBe(1);
        changed.ShouldBeTrue();
        (await PagesAsync(grid, new KnowledgeTerm(["rotation"]))).ShouldBeEmpty();
        (await grid.Database.ReadKnowledgeAsync("keys", CancellationToken.None)).ShouldBeEmpty();
        (await grid.Database.ReadKnowledgeAsync("new", CancellationToken.None)).ShouldHaveSingleItem().Body.ShouldBe("Something else.");
    }

    [Theory, BothDatabases]
    public async Task Search_WithoutTermsOrDocuments_IsEmpty(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));

        (await grid.Database.SearchKnowledgeAsync(new([], 5), CancellationToken.None)).Hits.ShouldBeEmpty();
        (await grid.Database.SearchKnowledgeAsync(new([new(["key"])], 5), CancellationToken.None)).Hits.ShouldBeEmpty();
    }

    private async Task<TestGrid> ShelfAsync(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        await grid.Database.SaveKnowledgeAsync(Shelf, CancellationToken.None);
        return grid;
    }

    private static async Task<IEnumerable<string>> PagesAsync(TestGrid grid, KnowledgeTerm term) =>
        (await grid.Database.SearchKnowledgeAsync(new([term], 10), CancellationToken.None)).Hits.Select(h => h.Section.Page);

    private static KnowledgeSection Section(string page, string title, string keywords, string body) => new(page, "", title, "", 1, keywords, body);
}
