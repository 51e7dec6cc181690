using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Aegis.Fixtures;
using Aegis.Silo;
using YamlDotNet.Serialization;

namespace Aegis.Cluster.UnitTests.Deployment;

/// <summary>What is watched exists.</summary>
public sealed partial class AlertTests
{
    private const string AdminKey = "an administrator's key";
    private static readonly HashSet<string> Language = ["sum", "count", "rate", "increase", "histogram_quantile", "vector", "by", "or"];

    [Fact]
    public async Task Alerts_NameOnlySeriesThatTheProgramExposes()
    {
        var exposed = await ExposedAsync();

        var named = Rules().SelectMany(rule => Series(rule["expr"])).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(8);
        named.Where(series => series != "up" && !exposed.Contains(Suffix().Replace(series, "")) && !exposed.Contains(series)).ShouldBeEmpty();
    }

    [Fact]
    public void Series_OfAnExpression_AreItsNamesWithoutLabelsAndFunctions() =>
        Series("""sum by (instance) (rate(a_b_total{role="silo", x=~"y.."}[5m])) / count(up == 1) > 0.5""").ShouldBe(["a_b_total", "up"]);

    [Fact]
    public void Alerts_SaySeverityAndWhatToDo()
    {
        var page = Repository.Read("docs/operations.md");

        foreach (var rule in AllRules())
        {
            page.ShouldContain($"`{rule["alert"]}`");
            ((Dictionary<object, object>)rule["labels"])["severity"].ShouldBeOneOf("warning", "critical");
            ((Dictionary<object, object>)rule["annotations"]).Keys.ShouldBe(["summary", "action"], ignoreOrder: true);
        }
    }

    [Fact]
    public void Prometheus_ScrapesEveryProcessOfTheGrid()
    {
        var settings = Repository.Read("deploy/prometheus/prometheus.yml");

        foreach (var process in Compose.Ours.Except(["billing", "tickets", "mail"]))
            settings.ShouldContain($"\"{process}:8080\"");
    }

    private static IEnumerable<Dictionary<string, string>> Rules() =>
        AllRules().Select(rule => rule.Where(entry => entry.Value is string).ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value));

    private static IEnumerable<Dictionary<object, object>> AllRules()
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(Repository.Read("deploy/prometheus/alerts.yml"));
        return file["groups"].SelectMany(group => (List<object>)group["rules"]).Cast<Dictionary<object, object>>();
    }

    private static IEnumerable<string> Series(string expression) =>
        Name().Matches(NoSeries().Replace(expression, " ")).Select(name => name.Value).Where(name => !Language.Contains(name));

    // The program as one process, after an onboarding has gone through all of its parts.
    private static async Task<HashSet<string>> ExposedAsync()
    {
        using var directory = new TemporaryDirectory();
        await using var app = AegisApp.Build(new Dictionary<string, string?>
        {
            ["Aegis:Data"] = directory.Path, ["Aegis:Urls"] = "http://127.0.0.1:0", ["Aegis:AdminKey"] = AdminKey, ["Aegis:Roles"] = "silo,api",
        });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        http.DefaultRequestHeaders.Add("X-Api-Key", AdminKey);
        (await http.PostAsJsonAsync("/api/customers", new { id = "acme", company = "Acme", email = "dev@acme.example" })).EnsureSuccessStatusCode();
        (await http.PostAsJsonAsync("/api/customers/acme/messages", new { text = "I am new here, help me get started" })).EnsureSuccessStatusCode();
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        await app.StopAsync();
        return [.. Type().Matches(text).Select(type => type.Groups[1].Value)];
    }

    [GeneratedRegex("""\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)|"[^"]*"|\b[0-9.]+\b""")]
    private static partial Regex NoSeries();

    [GeneratedRegex("[a-z][a-z0-9_]*")]
    private static partial Regex Name();

    [GeneratedRegex("^# TYPE ([a-z0-9_]+) ", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Suffix();
}
