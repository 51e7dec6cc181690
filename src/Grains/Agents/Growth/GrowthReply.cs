using System.Globalization;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Growth;

/// <summary>Writes what use and plan say, and what was proposed; a proposal is never told as done.</summary>
public static class GrowthReply
{
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var sections = new ReplySections(Diagnostics(facts), [.. facts.Taken.Select(ReplyLines.Of)], NextSteps(facts, publicUrl));
        return new(facts.Work.TurnId, Router.GrowthAgent, ReplyText.Render(Lead(facts), sections, Table(facts)), sections, steps, [.. facts.Taken.Select(ReplyLines.Name)]);
    }

    private static HealthReport? Health(Facts facts) => (facts.Found(Tools.GetCustomerHealth) as HealthFinding)?.Report;

    private static string Lead(Facts facts) => facts switch
    {
        { Halt: { } halt } => ReplyLines.OfHalt(halt)!,
        { Taken: [{ Status: ActionStatus.PendingApproval, Name: Tools.UpgradePlan }, ..] } => "I have proposed the upgrade. A person must approve it: until then nothing is changed and nothing is charged.",
        { Taken: [{ Status: ActionStatus.PendingApproval }, ..] } => "I have proposed the discount. A person must approve it: until then your price stays as it is.",
        { Taken: [{ Status: ActionStatus.AlreadyDone }, ..] } => "There is nothing to do: you have it already.",
        { Taken: [{ Name: Tools.CreateTicket, Status: ActionStatus.Done } ticket, ..] } =>
            $"More than {GrowthRules.LargestDiscount} % is for a person to decide, so I handed it over{(ticket.Output.TryGetValue("ticket", out var key) ? $" in ticket {key}" : "")}. I changed nothing.",
        { Taken.IsEmpty: false } => "This could not be done; what happened stands below.",
        { Work.Route.Intent: Intents.Cancel } => "I am sorry that you think of leaving. I cancel nothing by myself: a person does, when you confirm it to them. Before you decide, this is what ends with the plan.",
        { Work.Route.Intent: Intents.Discount } => "There is nothing to take a discount from yet: you are on no paid plan.",
        { Profile: { } profile } when GrowthRules.WantsChange(facts.Work.Message ?? "") && GrowthRules.Wanted(facts.Work.Message ?? "") is { } wanted && wanted.Tier < profile.Tier =>
            "Going down a plan is for a person to do. I changed nothing.",
        { Profile: { } profile } when GrowthRules.WantsChange(facts.Work.Message ?? "") =>
            $"You are on {SnakeCase.Of(profile.Tier)} already, so there is nothing to propose. I changed nothing.",
        _ => "These are the plans. I changed nothing.",
    };

    private static ImmutableArray<string> Diagnostics(Facts facts)
    {
        if (facts.Profile is not { } profile || Health(facts) is not { } health)
            return [.. facts.Findings.Select(f => DocumentText.Line(f.Details))];
        var use = GrowthRules.Use(profile, health);
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(use.Current is null
            ? "You are on no plan yet."
            : Text($"You are on {use.Current.Id}: {use.Current.MonthlyCalls:N0} calls a month for {use.Current.Price} EUR."));
        lines.Add(Text($"Use: {health.CallsLast7Days:N0} calls in the last 7 days, {health.CallsPrevious7Days:N0} in the 7 before ({SnakeCase.Of(health.UsageTrend)}); at this pace {use.CallsAMonth:N0} a month")
            + (use.Share is { } share ? Text($", {share * 100:0.#} % of the plan.") : "."));
        if (facts.Work.Route.Intent == Intents.Cancel)
        {
            lines.AddRange(health.Health.RiskFactors.Select(r => DocumentText.Line(r)));
            lines.AddRange(Losses(facts, use));
        }

        return lines.ToImmutable();
    }

    private static IEnumerable<string> Losses(Facts facts, PlanUse use)
    {
        if (use.Current is { Price: > 0 } plan)
            yield return Text($"Ends with the plan: its {plan.MonthlyCalls:N0} calls a month and its price.");
        if (facts.Keys.Count(k => k.Status == KeyStatus.Active) is > 0 and var keys)
            yield return $"Programs that use your {keys} active keys would stop working once the keys are revoked.";
        yield return "Your test site and its data are kept until you ask to have your data erased.";
    }

    private static ImmutableArray<string> NextSteps(Facts facts, string publicUrl) => facts switch
    {
        { Halt: not null } => ["A person goes on from here."],
        { Taken: [{ Status: ActionStatus.PendingApproval }, ..] } => ["A person of our team decides and answers here. Asking again adds no second proposal."],
        { Taken.IsEmpty: false } => ["A person of our team goes on from here."],
        { Work.Route.Intent: Intents.Cancel } =>
        [
            .. Health(facts) is { ErrorRate: > 0.1 } ? ["Your calls fail more often than they should: say \"why do my calls fail?\" and I look into it."] : ImmutableArray<string>.Empty,
            .. facts.Profile is { Tier: var tier } && Plans.Below(tier) is { } smaller ? [Text($"A smaller plan may fit: {smaller.Id}, {smaller.MonthlyCalls:N0} calls a month for {smaller.Price} EUR.")] : ImmutableArray<string>.Empty,
            "To cancel, say \"I want a person\": they do it with you.",
        ],
        _ => ["Say \"upgrade to pro\" (or starter, enterprise), and I propose it for approval.", $"All about plans: {publicUrl}/knowledge/plans"],
    };

    private static IEnumerable<string> Table(Facts facts)
    {
        if (facts.Halt is null && facts.Work.Route.Intent == Intents.Upgrade)
            yield return "| plan | EUR a month | calls a month |\n| --- | --- | --- |\n"
                + string.Join('\n', Plans.All.Select(p => Text($"| {p.Id}{(p.Tier == facts.Profile?.Tier ? " (yours)" : "")} | {p.Price} | {p.MonthlyCalls:N0} |")));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
