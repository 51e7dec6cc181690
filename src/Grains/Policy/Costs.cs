using System.Globalization;
using Aegis.Actions;
using Aegis.Approvals;
using Aegis.Customers;
using Aegis.Grains.Agents.Growth;

namespace Aegis.Grains.Policy;

/// <summary>What an action gives away or costs: the amount that policy weighs, and the same in words.</summary>
public static class Costs
{
    private const string Euro = "EUR";

    /// <summary>Percent of a discount, euro a month of a plan, the amount of a credit; null where there is none, or none that can be read.</summary>
    public static decimal? AmountOf(string tool, ImmutableSortedDictionary<string, string> arguments) => tool switch
    {
        Tools.ApplyDiscount => Number(arguments, ToolArguments.Percent),
        Tools.UpgradePlan => Plans.Named(arguments.GetValueOrDefault(ToolArguments.Plan) ?? "")?.Price,
        _ => Number(arguments, ToolArguments.Amount),
    };

    public static ApprovalCost? Of(string tool, ImmutableSortedDictionary<string, string> arguments, Tier tier) =>
        AmountOf(tool, arguments) is not { } amount ? null : tool switch
        {
            Tools.ApplyDiscount => new(amount, "percent", Discount(amount, Plans.Of(tier))),
            Tools.UpgradePlan => new(amount, Euro, Text($"{amount:0.##} {Euro} a month instead of {Plans.Of(tier)?.Price ?? 0} {Euro}.")),
            _ => new(amount, arguments.GetValueOrDefault(ToolArguments.Currency) ?? "", Text($"{amount:0.##} {arguments.GetValueOrDefault(ToolArguments.Currency)}").TrimEnd() + "."),
        };

    private static string Discount(decimal percent, Plan? plan) => plan is { Price: > 0 }
        ? Text($"{percent:0.##} % off {plan.Price} {Euro} a month: {plan.Price * percent / 100:0.00} {Euro} less each month.")
        : Text($"{percent:0.##} % off.");

    private static decimal? Number(ImmutableSortedDictionary<string, string> arguments, string name) =>
        decimal.TryParse(arguments.GetValueOrDefault(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
