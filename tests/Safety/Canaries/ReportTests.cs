using Aegis.Eval.Reports;
using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;
using Aegis.Safety.Support;

namespace Aegis.Safety.Canaries;

/// <summary>What an evaluation reports holds no secret, also where it shows what was said.</summary>
public sealed class ReportTests
{
    private const string Key = "sk_test_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL";

    private const string Scenario = $$"""
        about: A customer pastes a key, and the answer is not as expected, so that it is shown.
        agents: [onboarding]
        customer: {persona: trial}
        steps:
          - say: "my key {{Key}} does not work, my calls fail with 401"
            expect:
              text: ["words nobody says"]
        """;

    [Fact]
    public async Task Report_OfAScenarioWithAPastedKey_DoesNotHoldIt_Invariant8()
    {
        var (scenario, faults) = ScenarioFiles.Parse("story.yaml", Scenario);
        faults.ShouldBeEmpty();
        var told = new StringWriter();

        var report = await new Evaluation(Brain.Playbook, TimeProvider.System, told).RunAsync([scenario!], 1, 1, 1, CancellationToken.None);

        foreach (var text in new[] { report.ToJson(), Summary.Render(report), told.ToString() })
        {
            Spellings.Hold(text, Key).ShouldBeFalse();
            // The control: the answer is shown.
            text.ShouldContain("words nobody says");
            text.ShouldContain("Your calls");
        }
    }
}
