using System.Text.Json.Nodes;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class DescriptionTests : EdgeTest
{
    [Fact]
    public async Task OpenApi_DescribesEveryOperation_WithSummaryAndExample()
    {
        var document = (await Edge.Stranger.GetAnswerAsync("/openapi/v1.json")).ShouldBe(200).Json;

        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Operation: operation.Value!)))
            .ToDictionary(o => o.Name, o => o.Operation);
        operations.Keys.ShouldContain("post /api/activity");
        operations.Keys.ShouldContain("get /api/customers/{id}/turns/{turnId}");
        operations.Values.ShouldAllBe(o => o["summary"] != null);
        var create = operations["post /api/customers"];
        create["requestBody"]!["content"]!["application/json"]!["example"]!["company"]!.GetValue<string>().ShouldBe("Acme Inc");
        create["responses"]!.AsObject().Select(r => r.Key).ShouldBe(["201", "400", "401", "404"], ignoreOrder: true);
    }

    [Fact]
    public async Task OpenApi_Enums_AreSpelledAsOnTheWire()
    {
        var document = (await Edge.Stranger.GetAnswerAsync("/openapi/v1.json")).ShouldBe(200).Json;

        document["components"]!["schemas"]!["Stage"]!["enum"]!.AsArray().Select(v => v!.GetValue<string>()).ShouldContain("api_keys_generated");
        ((JsonObject)document["components"]!["securitySchemes"]!).Count.ShouldBe(2);
    }
}
