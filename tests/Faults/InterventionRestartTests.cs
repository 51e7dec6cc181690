using System.Text.Json;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults;

/// <summary>Invariant 6 on the real program, killed in between.</summary>
public sealed class InterventionRestartTests
{
    [Fact]
    public async Task MoreErrors_AfterAKill_AreCommentsOnTheTicketOfTheSameIntervention()
    {
        using var directory = new TemporaryDirectory();
        JsonElement first;
        await using (var program = await StartAsync(directory.Path))
        {
            using var client = new AegisClient(program.Address);
            await client.PostAsync("/api/customers", new { id = "acme", company = "Acme", email = "dev@acme.example" });
            await client.CallAsync("acme", good: 20, failed: 20);
            first = (await client.InterventionsAsync("acme", i => Is(i, "open", finding: 1)))[0];
            await client.CallAsync("acme", good: 0, failed: 20);
            await program.KillAsync();
        }

        await using var next = await StartAsync(directory.Path);
        using var again = new AegisClient(next.Address);
        var worse = await again.InterventionsAsync("acme", i => Is(i, "open", finding: 2));
        await again.CallAsync("acme", good: 120, failed: 0);
        var closed = await again.InterventionsAsync("acme", i => Is(i, "resolved", finding: 2));

        worse.ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(first.GetProperty("id").GetString());
        closed.ShouldHaveSingleItem().GetProperty("ticket").GetProperty("key").GetString().ShouldBe(first.GetProperty("ticket").GetProperty("key").GetString());
        (await again.GetAsync("/api/customers/acme/actions")).GetProperty("items").EnumerateArray().Select(a => $"{a.GetProperty("name")} {a.GetProperty("status")}")
            .Where(a => a.Contains("ticket")).ShouldBe(["create_ticket done", "comment_on_ticket done"], ignoreOrder: true);
    }

    private static bool Is(IReadOnlyList<JsonElement> interventions, string status, int finding) =>
        interventions.All(i => i.GetProperty("status").GetString() == status && i.GetProperty("finding").GetInt32() == finding);

    private static Task<AegisProcess> StartAsync(string directory) =>
        AegisProcess.Start(AegisClient.Variables, "run", "--data", directory, "--urls", "http://127.0.0.1:0").ListeningAsync();
}
