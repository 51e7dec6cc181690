using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.UnitTests;

/// <summary>The playbooks pass every scenario that comes with the program.</summary>
public sealed class ShippedScenarioTests
{
    [Fact]
    public async Task Playbooks_EveryShippedScenario_Pass()
    {
        var told = new StringWriter();

        var report = await new Evaluation(Brain.Playbook, TimeProvider.System, told).RunAsync(ScenarioFiles.Read(ScenarioFiles.Shipped), k: 1, seed: 1, atOnce: 4, CancellationToken.None);

        report.Passed.ShouldBeTrue(told.ToString());
    }
}
