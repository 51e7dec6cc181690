using System.Globalization;
using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Agents.Resolution;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Which move a model's tool call is. What a playbook would wish in its place is the same wish here, under the same operation id, so that whoever finishes the turn does nothing twice.</summary>
internal static class ToolWishes
{
    private static readonly ImmutableArray<string> SetUpTools =
        [Tools.CreateTrialSubscription, Tools.GenerateApiKeys, Tools.ProvisionTestEnvironment, Tools.SendOnboardingEmail];

    /// <summary>Whether the call belongs to a set-up that is to be a workflow from its beginning.</summary>
    public static bool BeginsSetUp(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts) =>
        facts.Workflow is null && IsSetUp(tool, arguments) && OnboardingPlaybook.WantsSetUp(facts);

    /// <summary>The move, or why it is not made.</summary>
    public static Result<Move> Of(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts)
    {
        if (tool.Name == Tools.GetCustomerProfile)
            return new Move.ReadProfile();
        if (!tool.Changes)
            return new Move.Look(tool.Name, arguments);
        if (IsSetUp(tool, arguments) && facts.Workflow is { Status: WorkflowStatus.Running } workflow && workflow.Next < workflow.Steps.Length)
            return SetUp(tool, arguments, workflow, facts);
        return tool.Name switch
        {
            _ when tool.Once is { } once => Act(once, tool, arguments),
            Tools.GenerateApiKeys when arguments.ContainsKey(ToolArguments.Rotate) => Rotate(tool, arguments, facts),
            Tools.GenerateApiKeys => Act(KeyOperation(arguments, facts), tool, arguments),
            Tools.ApplyAuthFix => Fix(tool, arguments, facts),
            Tools.CreateTicket => Ticket(tool, arguments, facts),
            Tools.CommentOnTicket => Comment(tool, arguments, facts),
            Tools.UpgradePlan => Act($"upgrade:{arguments[ToolArguments.Plan]}", tool, arguments),
            Tools.ApplyDiscount => Act($"discount:{int.Parse(arguments[ToolArguments.Percent], CultureInfo.InvariantCulture)}", tool, arguments),
            _ => Act(OnceATurn(tool, arguments, facts), tool, arguments),
        };
    }

    private static bool IsSetUp(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments) =>
        SetUpTools.Contains(tool.Name) && !arguments.ContainsKey(ToolArguments.Rotate) && arguments.GetValueOrDefault(ToolArguments.Environment, "test") == "test";

    /// <summary>The set-up's steps go in order, as the workflow has them.</summary>
    private static Result<Move> SetUp(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Workflow workflow, Facts facts)
    {
        var next = workflow.Steps[workflow.Next];
        if (tool.Name == next)
            return OnboardingPlaybook.Step(next, workflow.Next);
        return workflow.Steps.IndexOf(tool.Name) > workflow.Next
            ? Refused($"the set-up goes in order, and {next} comes first")
            : Act(tool.Once ?? KeyOperation(arguments, facts), tool, arguments);
    }

    private static string KeyOperation(ImmutableSortedDictionary<string, string> arguments, Facts facts) =>
        arguments[ToolArguments.Environment] != "test" ? $"key:live:{facts.Work.TurnId}"
        : facts.Keys.IsEmpty ? "key:test:onboarding"
        : RotationPlan.IssueOperation(facts);

    private static Result<Move> Rotate(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts)
    {
        var keyId = arguments[ToolArguments.Rotate];
        if (facts.Keys.All(key => key.Id != keyId))
            return Refused($"'{TextRules.Show(keyId)}' is the id of none of the customer's keys");
        return RotationWish.IsPlain(facts.Work.Message ?? "")
            ? Act(RotationPlan.Operation(facts, keyId), tool, arguments)
            : Refused("a key is rotated only where the customer plainly asks for it in this message; ask whether that is meant");
    }

    private static Result<Move> Fix(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts)
    {
        if (facts.Found(Tools.DiagnoseAuthError) is not FailureFinding { Report: { } report } || DiagnosisMoves.CauseOf(facts) is not { } cause)
            return Refused($"{Tools.DiagnoseAuthError} comes first");
        return cause.IsOpen && SnakeCase.Of(cause.Cause) == arguments[ToolArguments.Cause]
            ? Act(DiagnosisMoves.FixOperation(facts, report, cause), tool, arguments)
            : Refused($"the cause that was found is {SnakeCase.Of(cause.Cause)}{(cause.IsOpen ? "" : ", and there is nothing to mend")}");
    }

    private static Result<Move> Ticket(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts)
    {
        if (facts.Taken.Any(action => action.Name == Tools.CreateTicket))
            return Refused("a ticket was opened this turn already; say more in a comment on it");
        if (facts.Work.Route.Intent == Intents.Diagnose && facts.Found(Tools.DiagnoseAuthError) is null)
            return Refused($"{Tools.DiagnoseAuthError} comes first");
        // The product's own errors have one ticket, whoever asks for it.
        return DiagnosisPlaybook.ProductTicket(facts) is { } one ? one : Act($"ticket:{facts.Work.TurnId}", tool, Worded(arguments, facts));
    }

    private static Result<Move> Comment(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts)
    {
        var key = arguments[ToolArguments.Ticket];
        var isOwn = facts.Findings.OfType<TicketFinding>().Any(found => found.Key == key && found.Ticket is not null)
            || facts.History.Concat(facts.Taken).Any(action => action.Name == Tools.CreateTicket && action.Output.GetValueOrDefault(ToolArguments.Ticket) == key);
        var text = TicketWishes.Passed(arguments[ToolArguments.Text]);
        return isOwn
            ? Act(OnceATurn(tool, arguments, facts), tool, arguments.SetItem(ToolArguments.Text, $"{facts.Profile?.Company}: {text}"))
            : Refused($"'{TextRules.Show(key)}' is not known as a ticket of this customer: look it up first");
    }

    private static ImmutableSortedDictionary<string, string> Worded(ImmutableSortedDictionary<string, string> arguments, Facts facts) => arguments
        .SetItem(ToolArguments.Summary, TicketWishes.Passed(arguments[ToolArguments.Summary]).ReplaceLineEndings(" "))
        .SetItem(ToolArguments.Description, $"{facts.Profile?.Company} ({GrainKey.Parse(facts.Work.CustomerKey).CustomerId}):\n\n{TicketWishes.Passed(arguments[ToolArguments.Description])}")
        .SetItem(ToolArguments.Labels, $"aegis,{facts.Work.Route.Agent}");

    /// <summary>The same call again in a turn is the same action.</summary>
    private static string OnceATurn(ToolSpec tool, ImmutableSortedDictionary<string, string> arguments, Facts facts) =>
        $"{tool.Name}:{facts.Work.TurnId}:{ArgumentsHash.Of(tool.Name, arguments)[..12]}";

    private static Result<Move> Act(string operation, ToolSpec tool, ImmutableSortedDictionary<string, string> arguments) => new Move.Act(operation, tool.Name, arguments);

    private static Refusal Refused(string why) => new(RefusalKind.Conflict, why);
}
