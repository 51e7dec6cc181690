using System.Text.Json;
using Aegis.Faults.Program;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Activity;
using Aegis.Silo.Demo;

namespace Aegis.Faults;

public sealed class DemoTests
{
    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:06:00")]
    [InlineData("12:00:00")]
    [InlineData("23:59:59")]
    public void Personas_AtAnyHour_HaveTheirTrend(string hour)
    {
        var now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(hour, System.Globalization.CultureInfo.InvariantCulture);

        Trend("demo_active_customer").ShouldBe(UsageTrend.Increasing);
        Trend("demo_at_risk_customer").ShouldBe(UsageTrend.Declining);

        UsageTrend Trend(string id)
        {
            var activity = new ActivityState();
            foreach (var call in Personas.At(now).Single(persona => persona.Id == id).Import.History)
                UsageWindows.Count(activity, call.At, call.Status, call.Reason);
            return UsageWindows.Read(activity, now).Trend;
        }
    }

    [Fact]
    public async Task Demo_FirstStart_AddsThePersonas()
    {
        using var directory = new TemporaryDirectory();
        await using var program = await StartAsync(directory.Path);
        using var client = new AegisClient(program.Address);

        var personas = (await client.GetAsync("/api/customers")).GetProperty("items").EnumerateArray().Select(Describe).ToList();

        personas.ShouldBe(
        [
            "demo_active_customer: BigCorp Ltd, pro, production_ready, 1543 calls, 0 errors, increasing, healthy, Python/Django/PostgreSQL, keys test,live",
            "demo_at_risk_customer: AtRisk Co, starter, production_ready, 234 calls, 0.15 errors, declining, at_risk, PHP, keys test,live",
            "demo_new_customer: Example Corp, none, new, 0 calls, 0 errors, stable, new, , keys ",
            "demo_trial_customer: Startup Inc, trial, api_keys_generated, 0 calls, 0 errors, stable, needs_attention, Node.js, keys test",
        ]);

        string Describe(JsonElement customer)
        {
            var id = customer.GetProperty("id").GetString();
            var keys = client.GetAsync($"/api/customers/{id}/keys").GetAwaiter().GetResult().GetProperty("items").EnumerateArray()
                .Select(key => key.GetProperty("environment").GetString());
            return $"{id}: {customer.GetProperty("company")}, {customer.GetProperty("tier")}, {customer.GetProperty("stage")}, {customer.GetProperty("totalApiCalls")} calls, "
                + $"{customer.GetProperty("errorRate")} errors, {customer.GetProperty("usageTrend")}, {customer.GetProperty("health").GetProperty("status")}, "
                + $"{string.Join('/', customer.GetProperty("techStack").EnumerateArray())}, keys {string.Join(',', keys)}";
        }
    }

    [Fact]
    public async Task Demo_LaterStart_ResetsNothing()
    {
        using var directory = new TemporaryDirectory();
        JsonElement before;
        await using (var first = await StartAsync(directory.Path))
        {
            using var client = new AegisClient(first.Address);
            await client.PostAsync("/api/customers/demo_new_customer/messages", new { text = "I'm a new customer, help me get started with Chargebee" });
            // Aegis reaches out to two of them by itself: once it did, they rest.
            await client.InterventionsAsync("demo_trial_customer", AreDealtWith);
            await client.InterventionsAsync("demo_at_risk_customer", AreDealtWith);
            // And one of them asks for what a person must approve.
            (await client.ItemsAsync(Asked)).ShouldHaveSingleItem().GetProperty("requestedBy").GetString().ShouldBe("agent:growth for customer:demo_active_customer");
            before = await client.GetAsync("/api/customers");
            await first.TerminateAsync();
        }

        await using var second = await StartAsync(directory.Path);
        using var again = new AegisClient(second.Address);
        var after = await again.GetAsync("/api/customers");

        after.GetProperty("items")[2].GetProperty("stage").GetString().ShouldBe("api_keys_generated");
        after.GetRawText().ShouldBe(before.GetRawText());
        (await again.InterventionsAsync("demo_trial_customer", AreDealtWith)).Count.ShouldBe(1);
        (await again.InterventionsAsync("demo_at_risk_customer", AreDealtWith)).Count.ShouldBe(1);
        (await again.ItemsAsync(Asked)).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("pending");
    }

    private const string Asked = "/api/hil/approvals?customerId=demo_active_customer";

    private static bool AreDealtWith(IReadOnlyList<JsonElement> interventions) =>
        interventions.All(i => i.GetProperty("status").GetString() == "open");

    private static Task<AegisProcess> StartAsync(string directory) =>
        AegisProcess.Start(AegisClient.Variables, "run", "--demo", "--data", directory, "--urls", "http://127.0.0.1:0").ListeningAsync();
}
