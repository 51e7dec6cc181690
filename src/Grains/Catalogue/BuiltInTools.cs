using Aegis.Actions;
using Aegis.Connectors.Billing;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Catalogue;

/// <summary>The tools that come with the program: the one table of them.</summary>
public static class BuiltInTools
{
    private const string Onboarding = Router.OnboardingAgent;
    private const string Resolution = Router.ResolutionAgent;
    private const string Feedback = Router.FeedbackAgent;
    private const string Growth = Router.GrowthAgent;

    private static readonly ImmutableArray<string> Everybody = [Onboarding, Resolution, Feedback, Growth];

    private static readonly ToolArgument Ticket = new(ToolArguments.Ticket, "The ticket's key, such as KAN-7; one of the customer's own.", 64) { Required = true };

    private static readonly ToolArgument Query = new(ToolArguments.Query, "What to look for, in a few words of the question.", 4000) { Required = true, Lines = true };

    public static readonly ImmutableArray<ToolSpec> All =
    [
        new(Tools.GetCustomerProfile, "Reads the customer's profile, keys and earlier actions.", ToolKind.Reads, [], Everybody),
        new(Tools.GetCustomerHealth, "Reads how the customer does: status, calls of the last days, trend, error rate.", ToolKind.Reads, [], Everybody),
        new(Tools.DiagnoseAuthError, "Reads what is recorded of the customer's failing calls and names the cause.", ToolKind.Reads, [], [Onboarding]),
        new(Tools.VerifyApiKey, "Checks the customer's keys, and those pasted into the message.", ToolKind.Reads, [], [Onboarding]),
        new(Tools.TestApiAuthentication, "Calls the product as the customer does and reports status and milliseconds; diagnose_401_error comes first.", ToolKind.Reads, [], [Onboarding]),
        new(Tools.QueryDocs, "Searches the product's documents for the answer to a question.", ToolKind.Reads, [Query], Everybody),
        new(Tools.QueryCode, "Searches the product's documents for code.", ToolKind.Reads,
            [Query, new(ToolArguments.Language, "The programming language, when one is named.", 20) { OneOf = ProgrammingLanguages.All }], [Onboarding, Resolution]),
        new(Tools.GetTicketStatus, "Reads the status of one of the customer's tickets.", ToolKind.Reads, [Ticket], [Onboarding, Resolution, Feedback]),
        new(Tools.GetTicketDetails, "Reads one of the customer's tickets with its comments.", ToolKind.Reads, [Ticket], [Onboarding, Resolution, Feedback]),

        new(Tools.CreateTrialSubscription, "Starts the customer's trial; once in its life.", ToolKind.Acts, [], [Onboarding]) { Once = "trial" },
        new(Tools.ProvisionTestEnvironment, "Provisions the customer's sandbox site; once in its life.", ToolKind.Acts, [], [Onboarding]) { Once = "site" },
        // Mail cannot be looked up.
        new(Tools.SendOnboardingEmail, "Sends the customer the mail that says how to begin; once in its life.", ToolKind.Acts, [], [Onboarding]) { Once = "mail:onboarding", CanLookUp = false },
        new(Tools.GenerateApiKeys, "Issues an API key; with rotate, in place of one that stops working.", ToolKind.Internal,
            [
                new(ToolArguments.Environment, "Where the key works.", 4) { Required = true, OneOf = ["test", "live"] },
                new(ToolArguments.Rotate, "The id of the key whose place the new one takes; it stops working.", 64),
            ], [Onboarding]),
        new(Tools.ApplyAuthFix, "Mends what diagnose_401_error found on Aegis' side, as far as it can be mended here.", ToolKind.Internal,
            [new(ToolArguments.Cause, "The cause as diagnose_401_error named it.", 32) { Required = true, OneOf = FixRules.Causes }], [Onboarding]),
        new(Tools.UpdateCustomerState, "Keeps what the customer said of itself: its technologies and time zone.", ToolKind.Internal,
            [
                new(ToolArguments.TechStack, "Technologies, separated by commas; they replace those known.", 1300),
                new(ToolArguments.TimeZone, "An IANA time zone, such as Europe/Berlin.", 64),
            ], [Onboarding]),
        new(Tools.CreateTicket, "Opens a ticket for the people of the product.", ToolKind.Acts,
            [
                new(ToolArguments.Summary, "What it is about, in one line.", 200) { Required = true },
                new(ToolArguments.Description, "What was asked, what was found, what is still open.", 8000) { Required = true, Lines = true },
                new(ToolArguments.Priority, "How urgent it is.", 6) { OneOf = ["Low", "Medium", "High"] },
                new(ToolArguments.Labels, "Labels, separated by commas.", 200) { ByCode = true },
            ], Everybody),
        new(Tools.CommentOnTicket, "Adds a comment to one of the customer's tickets.", ToolKind.Acts,
            [Ticket, new(ToolArguments.Text, "The comment.", 8000) { Required = true, Lines = true }], Everybody),
        new(Tools.UpgradePlan, "Proposes a larger plan; a person approves it.", ToolKind.Acts,
            [new(ToolArguments.Plan, "The plan to move to.", 10) { Required = true, OneOf = ["starter", "pro", "enterprise"] }], [Growth]),
        new(Tools.ApplyDiscount, "Proposes a discount on the plan; a person approves it.", ToolKind.Acts,
            [new(ToolArguments.Percent, "The discount in percent.", 3) { Required = true, Type = ArgumentType.Whole, Least = 1, Most = 100 }], [Growth]),
        new(Tools.ApplyCredit, "Proposes a credit that the customer's next invoices are paid with; people approve it.", ToolKind.Acts,
            [
                new(ToolArguments.Amount, "How much, in whole units of the currency with at most two decimals.", 8) { Required = true, Type = ArgumentType.Money, Most = 10_000 },
                new(ToolArguments.Currency, "The ISO 4217 code of the currency.", 3) { Required = true, OneOf = Money.Currencies },
                new(ToolArguments.Reason, "What the customer reads on the invoice, in one line.", 200),
            ], [Growth]),
    ];

    private static readonly ImmutableSortedDictionary<string, ToolSpec> ByName = All.ToImmutableSortedDictionary(tool => tool.Name, tool => tool, StringComparer.Ordinal);

    public static ToolSpec? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
