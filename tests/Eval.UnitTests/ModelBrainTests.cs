using Aegis.Eval.Commands;
using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;
using Aegis.Fixtures;
using Microsoft.Extensions.Configuration;

namespace Aegis.Eval.UnitTests;

/// <summary>A configured model is what decides in an evaluation, and the same scenarios judge it.</summary>
public sealed class ModelBrainTests
{
    private const string Scenario = """
        about: A customer asks where it stands.
        agents: [onboarding]
        customer: {persona: trial}
        steps:
          - say: "what is my status?"
            expect: {text: ["the model says so"]}
        expect:
          only: true
        """;

    [Fact]
    public async Task Model_Configured_AnswersTheScenario()
    {
        await using var model = await ModelServer.StartAsync(_ => new ModelAnswer("You are on a trial, the model says so.\n\n## Diagnostic Results\n- Trial.\n\n## Next Steps\n- Call."));

        var report = await RunAsync(Brains.OfModel(Configure(("OPENAI_BASE_URL", model.OpenAIUrl), ("OPENAI_MODEL", "scripted"))));

        report.Passed.ShouldBeTrue(string.Join('\n', report.Failures.SelectMany(f => f.Trial.Misses)));
        report.Brain.ShouldBe("scripted");
        model.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Control_WithoutTheModel_TheScenarioFails() => (await RunAsync(Brain.Playbook)).Passed.ShouldBeFalse();

    [Fact]
    public void Model_NotConfigured_IsSaidWithTheMend() =>
        Should.Throw<OptionException>(() => Brains.OfModel(Configure(("JIRA_URL", "https://acme.atlassian.net")))).Message.ShouldContain("OPENAI_API_KEY");

    [Fact]
    public void Settings_OfRealSystems_ReachNoScenario() =>
        Brains.OfModel(Configure(("OPENAI_API_KEY", "k"), ("JIRA_URL", "https://acme.atlassian.net"), ("STRIPE_API_KEY", "s"), ("Aegis:Data", "/data"), ("Aegis:Llm:MaxSteps", "5")))
            .Settings.Keys.Order(StringComparer.Ordinal).ShouldBe(["Aegis:Llm:MaxSteps", "OPENAI_API_KEY"]);

    private static async Task<Reports.EvalReport> RunAsync(Brain brain)
    {
        var (scenario, faults) = ScenarioFiles.Parse("story.yaml", Scenario);
        faults.ShouldBeEmpty();
        return await new Evaluation(brain, TimeProvider.System, TextWriter.Null).RunAsync([scenario!], 1, 1, 1, CancellationToken.None);
    }

    private static IConfiguration Configure(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
