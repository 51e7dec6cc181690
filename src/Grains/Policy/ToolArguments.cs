using System.Globalization;
using Aegis.Actions;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Policy;

/// <summary>The arguments each tool takes from a proposal. What names the customer is never one of them.</summary>
public static class ToolArguments
{
    public const string Environment = "environment";
    /// <summary>The id of the key that the new one takes the place of; it stops working.</summary>
    public const string Rotate = "rotate";
    public const string TechStack = "tech_stack";
    public const string TimeZone = "time_zone";
    public const string Summary = "summary";
    public const string Description = "description";
    public const string Priority = "priority";
    public const string Labels = "labels";
    public const string Ticket = "ticket";
    public const string Text = "text";
    public const string Cause = "cause";
    public const string Plan = "plan";
    public const string Percent = "percent";

    private static readonly ImmutableSortedDictionary<string, ImmutableArray<Argument>> ByTool =
        ImmutableSortedDictionary.CreateRange<string, ImmutableArray<Argument>>(StringComparer.Ordinal,
        [
            new(Tools.CreateTrialSubscription, []),
            new(Tools.ProvisionTestEnvironment, []),
            new(Tools.SendOnboardingEmail, []),
            new(Tools.GenerateApiKeys, [new(Environment, 4, Required: true, OneOf: ["test", "live"]), new(Rotate, 64)]),
            new(Tools.UpdateCustomerState, [new(TechStack, 1300), new(TimeZone, 64)]),
            new(Tools.CreateTicket,
                [new(Summary, 200, Required: true), new(Description, 8000, Required: true, Lines: true),
                 new(Priority, 6, OneOf: ["Low", "Medium", "High"]), new(Labels, 200)]),
            new(Tools.ApplyAuthFix, [new(Cause, 32, Required: true, OneOf: FixRules.Causes)]),
            new(Tools.UpgradePlan, [new(Plan, 10, Required: true, OneOf: ["starter", "pro", "enterprise"])]),
            new(Tools.ApplyDiscount, [new(Percent, 3, Required: true, Largest: 100)]),
            new(Tools.CommentOnTicket, [new(Ticket, 64, Required: true), new(Text, 8000, Required: true, Lines: true)]),
        ]);

    /// <summary>The proposal's arguments in canonical order, or the refusal that names the one at fault.</summary>
    public static Result<ImmutableSortedDictionary<string, string>> Check(ActionProposal proposal)
    {
        var given = proposal.Arguments ?? ImmutableSortedDictionary<string, string>.Empty;
        if (!ByTool.TryGetValue(proposal.Tool ?? "", out var known))
            // Policy refuses these with its own words; their arguments are only kept within bounds.
            return given.Count <= 20 && given.All(pair => pair.Key.Length <= 64 && pair.Value.Length <= 1000)
                ? Canonical(given)
                : new Refusal(RefusalKind.Invalid, "The arguments are too many or too long.", "arguments");

        foreach (var (name, _) in given)
            if (!known.Any(argument => argument.Name == name))
                return Invalid(name, $"is no argument of {proposal.Tool}");
        foreach (var argument in known)
            if (argument.Fault(given.GetValueOrDefault(argument.Name)) is { } fault)
                return Invalid(argument.Name, fault);
        return Canonical(given);
    }

    private static ImmutableSortedDictionary<string, string> Canonical(ImmutableSortedDictionary<string, string> given) =>
        given.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Refusal Invalid(string name, string fault) =>
        new(RefusalKind.Invalid, $"'{TextRules.Show(name)}' {fault}.", $"arguments.{TextRules.Show(name)}");

    private sealed record Argument(string Name, int MaxLength, bool Required = false, bool Lines = false, ImmutableArray<string> OneOf = default, int Largest = 0)
    {
        public string? Fault(string? value) => value switch
        {
            null or "" => Required ? "is missing" : null,
            _ when value.Length > MaxLength => $"has {value.Length} characters: at most {MaxLength} are allowed",
            _ when !OneOf.IsDefault && !OneOf.Contains(value) => $"is '{TextRules.Show(value)}': use {string.Join(" or ", OneOf)}",
            _ when Largest > 0 && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Largest) =>
                $"is '{TextRules.Show(value)}': use a whole number from 1 to {Largest}",
            _ => Lines ? TextRules.FaultOfText(value) : TextRules.FaultOfLine(value),
        };
    }
}
