using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

[Collection(nameof(SqliteGrid))]
public sealed class SimulationTests(SqliteGrid grid) : GridTest(grid)
{
    [Fact]
    public async Task Simulate_SeedAndCustomers_IsAcceptedAndToldAtItsAddress()
    {
        var started = (await Client.PostAsync("/api/simulate", """{"seed":7,"customers":2}""")).ShouldBe(202);

        var run = (await Client.GetAnswerAsync(started.Message.Headers.Location!.ToString())).ShouldBe(200).Json;
        run["id"]!.GetValue<string>().ShouldBe(started.Json["id"]!.GetValue<string>());
        run["seed"]!.GetValue<int>().ShouldBe(7);
        run["planned"]!.GetValue<int>().ShouldBe(48);
        run["status"]!.GetValue<string>().ShouldBeOneOf("running", "finished");
    }

    [Fact]
    public async Task Simulate_SameIdempotencyKey_IsTheSameRun()
    {
        var first = (await Client.PostAsync("/api/simulate", """{"customers":1}""", ("Idempotency-Key", "simulate-once"))).ShouldBe(202);

        var again = (await Client.PostAsync("/api/simulate", """{"customers":1}""", ("Idempotency-Key", "simulate-once"))).ShouldBe(202);

        again.Json["id"]!.GetValue<string>().ShouldBe(first.Json["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"customers":0}""", "customers")]
    [InlineData("""{"customers":"many"}""", "customers")]
    [InlineData("""{"seed":1.5}""", "seed")]
    [InlineData("""{"speed":2}""", "speed")]
    public async Task Simulate_BadInput_NamesTheField(string body, string field) =>
        (await Client.PostAsync("/api/simulate", body)).ShouldBeProblem(400).ShouldContain(field);

    [Fact]
    public async Task Simulation_NeverStarted_IsNotFound() =>
        (await Client.GetAnswerAsync("/api/simulate/sim_none")).ShouldBeProblem(404);
}
