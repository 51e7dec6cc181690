using System.Net;
using System.Net.Http.Json;
using Aegis.Faults.Program;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Processes of the cluster come and go, killed or told to.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Silo_Killed_ItsCustomersGoOnWithTheOther()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        var victim = await cluster.StartAsync("silo");
        var api = await cluster.StartAsync("api");
        using var http = await ReadyAsync(api);
        using var client = new AegisClient(api.Address);
        string[] customers = [.. Enumerable.Range(0, 6).Select(n => $"crash-{n}")];
        foreach (var customer in customers)
            await client.OnboardAsync(customer);

        await victim.KillAsync();

        using var patient = new PatientClient(api.Address);
        foreach (var customer in customers)
        {
            var ledger = await patient.GetAsync($"/api/customers/{customer}/ledger?limit=500");
            ledger.GetProperty("items").EnumerateArray().Count(e => e.GetProperty("kind").GetString() == "action_completed").ShouldBe(4, ledger.ToString());
        }
    }

    [Fact]
    public async Task Api_StartedBeforeAnySilo_AnswersComeAgainUntilOneIsThere()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var api = await cluster.StartAsync("api");
        using var http = Client(api);

        using (var early = await http.GetAsync(new Uri("/api/customers", UriKind.Relative)))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            early.Headers.RetryAfter.ShouldNotBeNull();
        }

        await cluster.StartAsync("silo");
        await Readiness.WaitAsync(http);

        using var late = await http.GetAsync(new Uri("/api/customers", UriKind.Relative));
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Silo_ToldToStop_LeavesTheClusterAndItsCustomersGoOn()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartAsync("silo");
        var leaving = await cluster.StartAsync("silo");
        var api = await cluster.StartAsync("api");
        using var http = await ReadyAsync(api);
        foreach (var n in Enumerable.Range(0, 6))
            (await http.PostAsJsonAsync("/api/customers", new { id = $"stop-{n}", company = "Acme", email = $"dev@stop-{n}.example" })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await leaving.TerminateAsync()).ShouldBe(0, leaving.Errors);

        using var patient = new PatientClient(api.Address);
        foreach (var n in Enumerable.Range(0, 6))
            (await patient.GetAsync($"/api/customers/stop-{n}")).GetProperty("id").GetString().ShouldBe($"stop-{n}");
    }

    private static HttpClient Client(AegisProcess api)
    {
        var http = new HttpClient { BaseAddress = api.Address };
        http.DefaultRequestHeaders.Add("X-Api-Key", AegisClient.AdminKey);
        return http;
    }

    private static async Task<HttpClient> ReadyAsync(AegisProcess api)
    {
        var http = Client(api);
        await Readiness.WaitAsync(http);
        return http;
    }
}
