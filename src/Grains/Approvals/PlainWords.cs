using Aegis.Actions;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Approvals;

/// <summary>What will happen when an action is approved, for somebody who knows neither tools nor arguments. Made from the arguments, never by a model.</summary>
internal static class PlainWords
{
    private const int LongestValue = 120;

    public static string Of(CustomerState state, StoredAction action) => action.Tool switch
    {
        Tools.UpgradePlan => $"Moves {Company(state)} from {SnakeCase.Of(state.Tier)} to {Argument(action, ToolArguments.Plan)} in billing.{Cost(state, action)}",
        Tools.ApplyDiscount => $"Gives {Company(state)} a discount of {Argument(action, ToolArguments.Percent)} %.{Cost(state, action)}",
        Tools.ApplyCredit => $"Credits {Company(state)} with {Argument(action, ToolArguments.Amount)} {Argument(action, ToolArguments.Currency)}.".Replace(" .", ".", StringComparison.Ordinal),
        Tools.GenerateApiKeys => Key(state, action),
        Tools.CreateTrialSubscription => $"Starts a trial of {Argument(action, ActionFacts.Days)} days for {Company(state)} in billing.",
        Tools.ProvisionTestEnvironment => $"Provisions a sandbox site for {Company(state)}.",
        Tools.SendOnboardingEmail => $"Sends the onboarding mail to {Company(state)}.",
        Tools.CreateTicket => $"Opens a ticket about {Company(state)}: {Argument(action, ToolArguments.Summary)}",
        Tools.CommentOnTicket => $"Comments on the ticket {Argument(action, ToolArguments.Ticket)}: {Argument(action, ToolArguments.Text)}",
        _ => $"Runs {ShownText.Isolated(action.Tool)} for {Company(state)}{With(action)}.",
    };

    private static string Key(CustomerState state, StoredAction action)
    {
        var environment = Argument(action, ToolArguments.Environment);
        return action.Arguments.TryGetValue(ToolArguments.Rotate, out var keyId)
            ? $"Issues a new {environment} API key for {Company(state)} in place of {(KeyRing.Find(state, keyId) is { } key ? $"{key.Prefix}…" : keyId)}, which stops working at once."
            : $"Issues a {environment} API key for {Company(state)}{(environment == "live" ? ": calls with it are real" : "")}.";
    }

    private static string Cost(CustomerState state, StoredAction action) => Costs.Of(action.Tool, action.Arguments, state.Tier) is { } cost ? $" {cost.Text}" : "";

    private static string With(StoredAction action) =>
        action.Arguments.IsEmpty ? "" : $" with {string.Join(", ", action.Arguments.Select(a => $"{ShownText.Isolated(a.Key)} = {Short(a.Value)}"))}";

    private static string Argument(StoredAction action, string name) => Short(action.Arguments.GetValueOrDefault(name) ?? "");

    private static string Company(CustomerState state) => ShownText.Isolated(state.Company);

    private static string Short(string value) => ShownText.Isolated(TextRules.Excerpt(value.ReplaceLineEndings(" "), LongestValue));
}
