using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Conversations;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class MergedReplyTests
{
    [Fact]
    public void Of_One_IsItself()
    {
        var reply = Reply("onboarding", "Found it.", new(["a"], [], []), "code");

        MergedReply.Of([reply]).ShouldBeSameAs(reply);
    }

    [Fact]
    public void Of_Two_JoinsLeadsSectionsStepsAndActionsInOrder()
    {
        var merged = MergedReply.Of(
        [
            Reply("onboarding", "Your key was revoked.", new(["d1"], ["a1"], ["n1"]), "```python```", "act_1"),
            Reply("resolution", "Webhooks retry.", new(["d2"], [], ["n1", "n2"]), "", "act_1", "act_2"),
        ]);

        merged.Agent.ShouldBe("onboarding");
        merged.Sections.Diagnostics.ShouldBe(["d1", "d2"]);
        merged.Sections.NextSteps.ShouldBe(["n1", "n2"]);
        merged.Actions.Select(a => a.Id).ShouldBe(["act_1", "act_2"]);
        merged.Steps.Select(s => s.Name).ShouldBe(["onboarding", "resolution"]);
        merged.Text.ShouldStartWith("Your key was revoked.\n\nWebhooks retry.\n\n## Diagnostic Results\n\n- d1\n- d2\n");
        merged.Text.ShouldEndWith("```python```\n");
        merged.Text.Split("## Actions Taken").Length.ShouldBe(2);
    }

    [Fact]
    public void Of_TextOfAnotherForm_IsKeptWhole() =>
        MergedReply.Of([Reply("onboarding", "Lead.", new([], [], []), ""), Reply("growth", "Lead.", new([], [], []), "") with { Text = "free text" }])
            .Text.ShouldStartWith("Lead.\n\nfree text\n\n## Diagnostic Results");

    private static Reply Reply(string agent, string lead, ReplySections sections, string closing, params string[] actions) => new(
        "turn_1", agent, ReplyText.Render(lead, sections, closing.Length > 0 ? [closing] : []), sections,
        [new(StepType.Agent, agent, "", default, 0)], [.. actions.Select(a => new ReplyAction(a, "tool", ActionStatus.Done))]);
}
