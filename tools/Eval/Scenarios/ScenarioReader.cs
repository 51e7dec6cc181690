using Aegis.Customers;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Eval.Scenarios;

/// <summary>Makes a scenario of a file's fields.</summary>
internal static class ScenarioReader
{
    public static readonly ImmutableArray<string> Agents = ["onboarding", "resolution", "feedback", "growth", "orchestrator"];

    private static readonly TimeSpan HourAgo = TimeSpan.FromHours(1);

    public static Scenario Read(string file, Fields fields)
    {
        var customerId = fields.Map("customer").OptionalText("id") ?? Personas.DefaultId;
        var others = fields.List("others", other => Persona(other, null));
        var everybody = others.Select(o => o.Id).Prepend(customerId).ToImmutableArray();
        foreach (var same in everybody.GroupBy(id => id).Where(g => g.Count() > 1))
            fields.Fault("others", $"'{same.Key}' is there twice");
        var steps = new StepReader(everybody);
        var scenario = new Scenario(
            file,
            fields.OptionalText("name") ?? NameOf(file),
            fields.Text("about"),
            AgentsIn(fields),
            fields.Flag("adversarial"),
            Customer(fields),
            others,
            fields.List("tickets", ticket => Ticket(ticket, everybody)),
            fields.List("documents", document => new PlacedDocument(document.Text("page"), document.Text("text"))),
            fields.OptionalText("docsServer"),
            fields.List("steps", steps.Read),
            ExpectationReader.Read(End(fields, "expect")));
        if (scenario.Steps.IsEmpty)
            fields.Fault("steps", "holds nothing that happens");
        return scenario;

        static Fields End(Fields fields, string name) => fields.Map(name);
    }

    /// <summary>onboarding/new-customer.yaml is onboarding-new-customer.</summary>
    private static string NameOf(string file) => Path.ChangeExtension(file, null).Replace(Path.DirectorySeparatorChar, '-');

    public static PlacedCalls Calls(Fields fields) => new(
        fields.Time("ago", HourAgo), fields.Number("calls", 1), fields.Number("errors", 0), fields.Number("status", 401), fields.OptionalText("reason") ?? "KEY_VALID_BUT_HEADERS_INCORRECT");

    private static ImmutableArray<string> AgentsIn(Fields fields)
    {
        var agents = fields.Texts("agents");
        if (agents.IsEmpty)
            fields.Fault("agents", "is missing: name the agents it is about");
        foreach (var agent in agents.Where(a => !Agents.Contains(a)))
            fields.Fault("agents", $"holds '{agent}': write some of {string.Join(", ", Agents)}");
        return agents;
    }

    private static Persona Customer(Fields fields)
    {
        var customer = fields.Map("customer");
        var persona = Persona(customer, Personas.DefaultId);
        customer.End();
        return persona;
    }

    private static Persona Persona(Fields fields, string? defaultId)
    {
        var kind = fields.OneOf("persona", "new", [.. Personas.Kinds]);
        var known = Personas.Of(kind, fields.OptionalText("id") ?? defaultId ?? fields.Text("id"));
        return known with
        {
            Company = fields.OptionalText("company") ?? known.Company,
            Email = fields.OptionalText("email") ?? known.Email,
            Tier = fields.Enum("tier", known.Tier),
            Stage = fields.Enum("stage", known.Stage),
            TechStack = fields.Has("techStack") ? fields.Texts("techStack") : known.TechStack,
            Age = fields.Time("age", known.Age),
            Keys = fields.Has("keys") ? fields.List("keys", key => new PlacedKey(key.Enum("environment", KeyEnvironment.Test), key.Time("age", known.Age))) : known.Keys,
            History = fields.Has("history") ? fields.List("history", Calls) : known.History,
        };
    }

    private static PlacedTicket Ticket(Fields fields, ImmutableArray<string> everybody)
    {
        var of = fields.OptionalText("of");
        if (of is not null && !everybody.Contains(of))
            fields.Fault("of", $"is '{of}': there is no such customer in this scenario");
        return new(of, fields.Text("summary"), fields.OptionalText("description") ?? "");
    }
}
