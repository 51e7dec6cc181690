using Aegis.Actions;
using Aegis.Customers;
using Aegis.Interventions;

namespace Aegis.Eval.Scenarios;

/// <summary>Reads what must hold of an answer, and at the end.</summary>
internal static class ExpectationReader
{
    public static Expectation Read(Fields fields)
    {
        var state = fields.Map("state");
        var effects = fields.Map("effects");
        var expectation = new Expectation(
            fields.List("actions", "tool", Action),
            fields.Flag("only"),
            fields.Texts("order"),
            fields.List("forbidden", "tool", forbidden => new ForbiddenAction(forbidden.Line, Tool(forbidden), forbidden.Dictionary("arguments"))),
            new(state.OptionalEnum<Tier>("tier"), state.OptionalEnum<Stage>("stage"), state.OptionalEnum<HealthStatus>("health"),
                state.OptionalNumber("testKeys"), state.OptionalNumber("liveKeys"), state.OptionalFlag("site"), state.OptionalNumber("ratings")),
            new(effects.OptionalNumber("subscriptions"), effects.OptionalNumber("tickets"), effects.OptionalNumber("comments"), effects.OptionalNumber("mails")),
            fields.List("interventions", "type", i => new InterventionExpectation(i.Enum("type", InterventionType.ErrorDebugging), i.OptionalEnum<InterventionStatus>("status"), i.OptionalFlag("ticket"), i.OptionalNumber("times"))),
            fields.Texts("text"),
            fields.Texts("notText"));
        state.End();
        effects.End();
        fields.End();
        return expectation;
    }

    /// <summary>What a step's "expect" says of its answer; null without one.</summary>
    public static ReplyExpectation? Reply(Fields step)
    {
        if (!step.Has("expect"))
            return null;
        var fields = step.Map("expect");
        var expectation = new ReplyExpectation(
            fields.OptionalText("agent"), fields.OptionalText("intent"), fields.Texts("text"), fields.Texts("notText"), fields.Texts("uses"), fields.Texts("notUses"),
            fields.List("actions", "tool", Action), fields.Flag("nothing"));
        fields.End();
        return expectation;
    }

    private static ActionExpectation Action(Fields fields) => new(
        fields.Line, Tool(fields), fields.Enum("status", ActionStatus.Done), fields.OptionalNumber("times"), fields.Dictionary("arguments"), fields.OptionalText("by"));

    private static string Tool(Fields fields)
    {
        var tool = fields.Text("tool");
        if (tool.Length > 0 && !KnownTools.Are(tool))
            fields.Fault("tool", $"is '{tool}': there is no such tool; known are {string.Join(", ", KnownTools.All)}");
        return tool;
    }
}
