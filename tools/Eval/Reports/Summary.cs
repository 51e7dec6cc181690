using System.Globalization;
using System.Text;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Reports;

/// <summary>The report for people, as Markdown that reads well on a terminal too.</summary>
public static class Summary
{
    public static string Render(EvalReport report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Evaluation of {report.Brain}");
        Line($"");
        Line($"{report.Scenarios.Length} scenarios ({report.Scenarios.Count(s => s.Scenario.Adversarial)} adversarial), each {report.Trials} times, seed {report.Seed}, {report.Took.TotalSeconds:0} s{(report.Complete ? "" : "; ended early")}.");
        Line($"");
        for (var k = 1; k <= report.Trials; k++)
            if (report.PassHat(k) is { } value)
                Line($"pass^{k}: {value:0.000}");
        Line($"procedure faults: {report.Faults}");
        Line($"");
        Line($"| agent | scenarios | passed |");
        Line($"| --- | --- | --- |");
        foreach (var agent in ScenarioReader.Agents)
            if (report.Scenarios.Where(s => s.Scenario.Agents.Contains(agent)).ToArray() is { Length: > 0 } its)
                Line($"| {agent} | {its.Length} | {its.Count(s => s.Passed)} |");
        if (report.Scenarios.Where(s => s.Scenario.Adversarial).ToArray() is { Length: > 0 } attacks)
            Line($"| adversarial | {attacks.Length} | {attacks.Count(s => s.Passed)} |");
        foreach (var failed in report.Scenarios.Where(s => !s.Passed))
        {
            Line($"");
            Line($"## {failed.Scenario.Name}: {failed.Passes} of {failed.Trials.Length} passed");
            Line($"");
            Line($"{failed.Scenario.About}");
            foreach (var trial in failed.Trials.Where(t => !t.Passed))
            {
                Line($"");
                Line($"Trial {trial.Trial} (seed {trial.Seed}):");
                foreach (var fault in trial.Faults)
                    Line($"- procedure fault, {fault}");
                foreach (var miss in trial.Misses)
                    Line($"- {miss}");
            }
        }

        return text.ToString();
    }
}
