using Aegis.Fixtures;
using Aegis.Grains.Knowledge;
using Aegis.Storage;

namespace Aegis.Grains.UnitTests.Knowledge;

public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Cut_HeadingsFencesAndComments_MakesSections()
    {
        var sections = DocumentSections.Cut(new("page", "# Title\n<!-- keywords: alpha beta -->\nIntro\n\n## One\n```bash\n# no heading\n```\n### Deep\ntext\n## One\nagain <!-- hidden -->"));

        sections.Select(s => (s.Anchor, s.Heading, s.Level)).ShouldBe([("", "", 1), ("one", "One", 2), ("deep", "One › Deep", 3), ("one-1", "One", 2)]);
        sections.ShouldAllBe(s => s.Title == "Title");
        sections[0].ShouldSatisfyAllConditions(s => s.Body.ShouldBe("Intro"), s => s.Keywords.ShouldBe("alpha beta"));
        sections[1].Body.ShouldContain("# no heading");
        sections[3].Body.ShouldBe("again");
    }

    [Fact]
    public void Documents_OfTheProgram_AreWholeAndLinkToEachOther()
    {
        var documents = DocumentFiles.Read(new());

        documents.Count.ShouldBeGreaterThanOrEqualTo(25);
        var names = documents.Select(d => d.Page).ToHashSet();
        foreach (var document in documents)
        {
            DocumentSections.Cut(document)[0].Body.ShouldNotBeEmpty(document.Page);
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(document.Text, @"\]\(([a-z0-9-]+)\.md\)"))
                names.ShouldContain(link.Groups[1].Value, document.Page);
        }
    }

    [Fact]
    public void Folder_ThatIsMissingOrEmpty_NamesTheSetting()
    {
        var missing = new KnowledgeOptions { Path = Path.Combine(_directory.Path, "nowhere") };
        var empty = new KnowledgeOptions { Path = _directory.Path };

        Should.Throw<InvalidOperationException>(missing.Validate).Message.ShouldContain("Aegis:Knowledge:Path");
        Should.Throw<InvalidOperationException>(empty.Validate).Message.ShouldContain("no Markdown file");
    }

    [Fact]
    public async Task Folder_OfTheOperatorsOwn_TakesThePlaceOfTheProgramsDocuments()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "returns.md"), "# Returns\n\nGoods are returned within thirty days.");
        await using var shelf = await Shelf.OpenAsync(StorageKind.Sqlite, new() { Path = _directory.Path });

        (await shelf.AskAsync("how are goods returned")).Best.ShouldHaveSingleItem().Section.Page.ShouldBe("returns");
        (await shelf.AskAsync("what is the rate limit")).IsAnswer.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{{key:key_1}}", "{ {key:key_1}}")]
    [InlineData("{{{key:key_1}}}", "{ { {key:key_1}}}")]
    [InlineData("a\u0007b", "a b")]
    public void Inert_TextOfOthers_HoldsNoPlaceholder(string text, string expected) => DocumentText.Inert(text).ShouldBe(expected);

    [Theory]
    [InlineData("how do I rotaet my key")]
    [InlineData("authentification")]
    public async Task Question_WithASlip_FindsWhatWasMeant(string question)
    {
        await using var shelf = await Shelf.OpenAsync(StorageKind.Sqlite);

        (await shelf.AskAsync(question)).IsAnswer.ShouldBeTrue();
    }

    public void Dispose() => _directory.Dispose();
}
