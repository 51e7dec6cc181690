using Aegis.Actions;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Policy;

/// <summary>The names of the arguments that proposals carry, and their check. What names the customer is never one of them.</summary>
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
    /// <summary>Money in whole units of the currency, with at most two decimals.</summary>
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Reason = "reason";
    public const string Query = "query";
    public const string Language = "language";

    private const int MostOfOthers = 40;
    private const int LongestOfOthers = 1000;
    private const int LongestOfSources = 8000;

    /// <summary>The proposal's arguments in canonical order, or the refusal that names the one at fault.</summary>
    public static Result<ImmutableSortedDictionary<string, string>> Check(ActionProposal proposal)
    {
        var given = proposal.Arguments ?? ImmutableSortedDictionary<string, string>.Empty;
        if (BuiltInTools.Find(proposal.Tool) is { } tool)
            return ToolInput.Check(tool, given);
        // A tool of a server is checked by whoever proposes and performs it; policy refuses the rest with its own words. Here they are only kept within bounds.
        var longest = ToolNames.IsOfServer(proposal.Tool) ? LongestOfSources : LongestOfOthers;
        return given.Count <= MostOfOthers && given.All(pair => pair.Key.Length <= 64 && pair.Value.Length <= longest)
            ? FaultOfOthers(given) ?? new Result<ImmutableSortedDictionary<string, string>>(given.ToImmutableSortedDictionary(StringComparer.Ordinal), null)
            : new Refusal(RefusalKind.Invalid, "The arguments are too many or too long.", "arguments");
    }

    private static Refusal? FaultOfOthers(ImmutableSortedDictionary<string, string> given)
    {
        foreach (var (name, value) in given)
            if ((TextRules.FaultOfLine(name) ?? TextRules.FaultOfText(value)) is { } fault)
                return new(RefusalKind.Invalid, $"'{TextRules.Show(name)}' ('{TextRules.Show(value)}') {fault}.", $"arguments.{TextRules.Show(name)}");
        return null;
    }
}
