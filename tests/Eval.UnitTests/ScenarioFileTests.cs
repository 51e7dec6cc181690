using Aegis.Eval.Scenarios;
using Aegis.Fixtures;

namespace Aegis.Eval.UnitTests;

public sealed class ScenarioFileTests
{
    private const string Good = """
        about: A story.
        agents: [onboarding]
        steps:
          - say: hello
        """;

    [Fact]
    public void Shipped_Scenarios_CoverEveryAgentAndAttacks()
    {
        var scenarios = ScenarioFiles.Read(ScenarioFiles.Shipped);

        scenarios.Length.ShouldBeGreaterThanOrEqualTo(40);
        scenarios.Count(s => s.Adversarial).ShouldBeGreaterThanOrEqualTo(12);
        foreach (var agent in (string[])["onboarding", "resolution", "feedback", "growth", "orchestrator"])
            scenarios.ShouldContain(s => s.Agents.Contains(agent), agent);
    }

    [Fact]
    public void Parse_GoodFile_HasItsName()
    {
        var (scenario, faults) = ScenarioFiles.Parse("greeting.yaml", Good);

        faults.ShouldBeEmpty();
        scenario!.Name.ShouldBe("greeting");
        scenario.Steps.ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("agents: [onboarding]\nsteps:\n  - say: hello", 1, "about", "is missing")]
    [InlineData("about: a\nagents: [sales]\nsteps:\n  - say: hello", 2, "agents", "'sales'")]
    [InlineData("about: a\nagents: [growth]\nsteps: []", 3, "steps", "nothing that happens")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - say: hello\n    whom: bob", 5, "steps[0].whom", "no such field")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - pass: soon", 4, "steps[0].pass", "write a time")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - nod: twice", 4, "steps[0].", "says nothing that happens")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - say: hello\n    as: king:bob", 5, "steps[0].as", "write a role")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - say: hello\n    of: rival", 5, "steps[0].of", "no such customer")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - say: hello\nexpect:\n  actions:\n    - fire_everyone", 7, "expect.actions[0].tool", "no such tool")]
    [InlineData("about: a\nagents: [growth]\nsteps:\n  - say: hello\nexpect:\n  state: {tier: gold}", 6, "expect.state.tier", "write one of")]
    [InlineData("about: a\nagents: [growth]\ncustomer: {persona: king}\nsteps:\n  - say: hello", 3, "customer.persona", "write one of")]
    public void Parse_WrongFile_NamesLineAndField(string text, int line, string field, string message)
    {
        var (scenario, faults) = ScenarioFiles.Parse("wrong.yaml", text);

        scenario.ShouldBeNull();
        faults.ShouldContain(f => f.Line == line && f.Field == field && f.Message.Contains(message), string.Join('\n', faults));
        faults.ShouldAllBe(f => f.ToString().StartsWith("wrong.yaml:"));
    }

    [Fact]
    public void Parse_NoYaml_SaysWhere()
    {
        var (_, faults) = ScenarioFiles.Parse("broken.yaml", "about: a\nsteps: [unclosed\nagents: }");

        faults.ShouldHaveSingleItem().Message.ShouldContain("is no YAML");
    }

    [Fact]
    public void Read_TwoOfOneName_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "one.yaml"), $"name: same\n{Good}");
        File.WriteAllText(Path.Combine(directory.Path, "two.yaml"), $"name: same\n{Good}");

        Should.Throw<ScenarioException>(() => ScenarioFiles.Read(directory.Path)).Faults.ShouldHaveSingleItem().Field.ShouldBe("name");
    }
}
