using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

[Collection(nameof(SqliteGrid))]
public sealed class ConnectorTests(SqliteGrid grid) : GridTest(grid)
{
    [Fact]
    public async Task Connector_Tested_TellsWhatCameOfIt_AndTheListRemembers()
    {
        var test = (await Client.PostAsync("/api/connectors/billing/test", "")).ShouldBe(200).Json;

        test["works"]!.GetValue<bool>().ShouldBeTrue(test.ToJsonString());
        test["durationMs"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        var billing = (await Client.GetAnswerAsync("/api/connectors")).ShouldBe(200).Json["items"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == "billing")!;
        billing["kind"]!.GetValue<string>().ShouldBe("billing");
        billing["lastTest"]!["outcome"]!.GetValue<string>().ShouldBe(test["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Connector_ThatIsNotThere_IsNotFound() =>
        (await Client.PostAsync("/api/connectors/fax/test", "")).ShouldBeProblem(404).ShouldContain("connectorId");
}
