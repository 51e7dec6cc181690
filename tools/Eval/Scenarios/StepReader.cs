using Aegis.Actors;
using Aegis.Connectors.Sandboxes;
using Aegis.Keys;

namespace Aegis.Eval.Scenarios;

/// <summary>Reads the steps of a scenario; the field that says what happens names the kind.</summary>
internal sealed class StepReader(ImmutableArray<string> customers)
{
    private static readonly string[] Kinds =
        ["say", "rate", "pass", "call", "report", "key", "approve", "reject", "edit", "comment", "takeover", "propose", "break", "write", "restart"];

    private static readonly Who Operator = new(Role.Admin, "alice");

    public Step Read(Fields fields)
    {
        var of = fields.OptionalText("of") ?? customers[0];
        if (!customers.Contains(of))
            fields.Fault("of", $"is '{of}': there is no such customer in this scenario");
        if (fields.FirstOf(Kinds) is not { } kind)
        {
            fields.Fault("", $"says nothing that happens: write one of {string.Join(", ", Kinds)}");
            return new Step.Restart(fields.Line, of);
        }

        var refused = fields.Flag("refused");
        return kind switch
        {
            "say" => new Step.Say(fields.Line, of, refused, Wordings(fields), OptionalWho(fields, "as"), fields.Flag("again"), ExpectationReader.Reply(fields)),
            "rate" => new Step.Rate(fields.Line, of, refused, fields.OneOf("rate", "up", "up", "down") == "up", fields.OptionalText("why"), fields.Number("back", 0), OptionalWho(fields, "as"), ExpectationReader.Reply(fields)),
            "pass" => new Step.Pass(fields.Line, of, fields.Time("pass", TimeSpan.Zero)),
            "call" => new Step.Call(fields.Line, of, fields.OneOf("call", "test", "test", "live", "revoked", "unknown", "none"), fields.OneOf("how", "basic", "basic", "bearer", "header"), fields.Number("times", 1), fields.OptionalNumber("status")),
            "report" => Report(fields, of),
            "key" => new Step.Key(fields.Line, of, refused, fields.Enum("key", KeyVerb.Issue), fields.Enum("environment", KeyEnvironment.Test), OptionalWho(fields, "as")),
            "takeover" => new Step.TakeOver(fields.Line, of, refused, fields.Flag("takeover"), OptionalWho(fields, "by") ?? Operator),
            "propose" => new Step.Propose(fields.Line, of, refused, fields.Text("propose"), fields.Dictionary("arguments"), OptionalWho(fields, "as") ?? new(Role.Customer, of), fields.OptionalText("agent")),
            "break" => new Step.Break(fields.Line, of, fields.OneOf("break", "billing", "billing", "tickets", "mail"), fields.Enum("how", FaultKind.Unavailable), fields.OptionalText("operation"), fields.Number("times", 1)),
            "write" => new Step.Write(fields.Line, of, fields.Text("write"), fields.Text("text")),
            "restart" => Restart(fields, of),
            _ => Decide(fields, of, refused, kind),
        };
    }

    private static Step.Restart Restart(Fields fields, string of)
    {
        _ = fields.Flag("restart");
        return new(fields.Line, of);
    }

    private static Step.Report Report(Fields fields, string of)
    {
        var report = fields.Map("report");
        var calls = ScenarioReader.Calls(report);
        report.End();
        return new(fields.Line, of, calls);
    }

    private Step.Decide Decide(Fields fields, string of, bool refused, string kind) => new(
        fields.Line, of, refused,
        kind switch { "approve" => DecisionVerb.Approve, "reject" => DecisionVerb.Reject, "edit" => DecisionVerb.Edit, _ => DecisionVerb.Comment },
        fields.Text(kind), OptionalWho(fields, "by") ?? new(Role.Approver, "bob"), fields.OptionalText("note"), fields.Dictionary("arguments"));

    private static ImmutableArray<string> Wordings(Fields fields)
    {
        var wordings = fields.Texts("say");
        if (wordings.Any(string.IsNullOrWhiteSpace) || wordings.IsEmpty)
            fields.Fault("say", "says nothing");
        return wordings;
    }

    /// <summary>"approver:bob", or "customer" for the step's own.</summary>
    private Who? OptionalWho(Fields fields, string name)
    {
        if (fields.OptionalText(name) is not { } text)
            return null;
        var (role, id) = text.Split(':', 2) is [var first, var second] ? (first, second) : (text, customers[0]);
        if (Spelling.TryParse<Role>(role, out var known) && known != Role.System && id.Length > 0)
            return new(known, id);
        fields.Fault(name, $"is '{text}': write a role and an id, as approver:bob");
        return null;
    }
}
