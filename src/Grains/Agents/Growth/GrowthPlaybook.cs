using System.Globalization;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Agents.Resolution;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Growth;

/// <summary>Weighs use against the plan and proposes what fits. Plans and discounts wait for a person's approval; nothing is ever cancelled here.</summary>
public sealed class GrowthPlaybook(GridOptions options) : IPlaybook
{
    public bool Handles(string intent) => intent is Intents.Upgrade or Intents.Discount or Intents.Cancel;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => GrowthReply.Render(facts, steps, options.PublicUrl);

    public static Move Next(Facts facts)
    {
        if (facts.Halt is not null || !facts.Taken.IsEmpty)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (facts.Found(Tools.GetCustomerHealth) is not HealthFinding { Report: { } health })
            return facts.Findings.IsEmpty ? new Move.Look(Tools.GetCustomerHealth, ActionArguments.None) : new Move.Answer();
        return facts.Work.Route.Intent switch
        {
            Intents.Upgrade => Upgrade(facts, facts.Profile, health),
            Intents.Discount => Discount(facts, facts.Profile),
            _ => new Move.Answer(),
        };
    }

    /// <summary>The plan that is proposed: the one the customer names, else the one that fits the use; null when none is asked for.</summary>
    public static Plan? Proposed(Customer customer, HealthReport health, string message) =>
        !GrowthRules.WantsChange(message) ? null
        : GrowthRules.Wanted(message) is { } wanted ? (wanted.Tier > customer.Tier ? wanted : null)
        : GrowthRules.Upsell(customer, health) ?? Plans.Above(customer.Tier);

    private static Move Upgrade(Facts facts, Customer customer, HealthReport health) =>
        Proposed(customer, health, facts.Work.Message ?? "") is { } plan
            ? new Move.Act($"upgrade:{plan.Id}", Tools.UpgradePlan, ActionArguments.None.Add(ToolArguments.Plan, plan.Id))
            : new Move.Answer();

    private static Move Discount(Facts facts, Customer customer)
    {
        if (customer.Tier <= Tier.Trial)
            return new Move.Answer();
        var percent = GrowthRules.Discount(facts.Work.Message ?? "") ?? GrowthRules.LargestDiscount;
        return percent <= GrowthRules.LargestDiscount
            ? new Move.Act($"discount:{Text(percent)}", Tools.ApplyDiscount, ActionArguments.None.Add(ToolArguments.Percent, Text(percent)))
            : new Move.Act($"discount:{facts.Work.TurnId}", Tools.CreateTicket, ActionArguments.None
                .Add(ToolArguments.Summary, DocumentText.Line($"{customer.Company} asks for a discount of {Text(percent)} %", 180))
                .Add(ToolArguments.Description, TicketWishes.Passed($"{customer.Company} ({customer.Id}, {SnakeCase.Of(customer.Tier)}) writes:\n\n{facts.Work.Message}\n\nAegis proposes {GrowthRules.LargestDiscount} % at most: this is for a person to decide."))
                .Add(ToolArguments.Priority, "Medium")
                .Add(ToolArguments.Labels, "aegis,discount"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
