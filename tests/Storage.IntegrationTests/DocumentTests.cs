using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class DocumentTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task UnknownFields_OfANewerVersion_SurviveARewrite(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        account.State.Name = "old";
        await account.WriteAsync();
        await grid.TamperAsync(
            $$"""UPDATE states SET json = json_set(json, '$.novelty', json('{"deep":[1,"two"]}')) WHERE grain_key = '{{customer}}'""",
            $$"""UPDATE states SET json = jsonb_set(json::jsonb, '{novelty}', '{"deep":[1,"two"]}') WHERE grain_key = '{{customer}}'""");

        var read = await grid.AccountAsync(customer);
        read.State.Name = "new";
        await read.WriteAsync();

        var document = JsonNode.Parse((await grid.Database.ReadAsync([new("account", customer, "profile", null)], CancellationToken.None))[0]!.Json!)!;
        JsonNode.DeepEquals(document["novelty"], JsonNode.Parse("""{"deep":[1,"two"]}""")).ShouldBeTrue();
        document["name"]!.GetValue<string>().ShouldBe("new");
    }

    [Theory, BothDatabases]
    public async Task Document_Stored_IsCamelCaseWithSnakeCaseEnums(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        account.State.Mood = Mood.NeedsAttention;
        account.State.Journal.Append(Rows.Entry());

        await account.WriteAsync();

        var document = JsonDocument.Parse((await grid.Database.ReadAsync([new("account", customer, "profile", null)], CancellationToken.None))[0]!.Json!).RootElement;
        document.GetProperty("mood").GetString().ShouldBe("needs_attention");
        document.GetProperty("head").GetProperty("seq").GetInt64().ShouldBe(1);
        document.TryGetProperty("key", out _).ShouldBeFalse();
        document.TryGetProperty("journal", out _).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Text_WithNul_IsRefusedAloneBeforeItReachesTheDatabase(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (bad, literal) = (await grid.AccountAsync(TestGrid.NewCustomer()), await grid.AccountAsync(TestGrid.NewCustomer()));
        bad.State.Name = "nul \0 here";
        literal.State.Name = @"only looks like it: \u0000";

        await Should.ThrowAsync<ArgumentException>(bad.WriteAsync());
        await literal.WriteAsync();

        literal.Exists.ShouldBeTrue();
    }

    [Fact]
    public void Json_OfAnUnregisteredType_NamesIt() =>
        Should.Throw<InvalidOperationException>(() => new StorageJson([TestJson.Default]).Of<DocumentTests>()).Message.ShouldContain(nameof(DocumentTests));
}
