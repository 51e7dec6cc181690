using Aegis.Actions;
using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;
using Aegis.Keys;

namespace Aegis.Eval.Checks;

/// <summary>Whether things stand at the end as the scenario says.</summary>
public static class FinalChecks
{
    /// <summary>Tools that read: "only" does not count them.</summary>
    private const string Completed = "action_completed";

    public static void Check(Scenario scenario, Observation seen, MissList misses)
    {
        var trace = seen.Of(scenario.Customer.Id);
        var expect = scenario.Expect;
        var done = Outcomes(trace);
        CheckActions(expect, done, misses);
        CheckOrder(expect, done, misses);
        CheckForbidden(expect, done, misses);
        CheckState(expect.State, trace, misses);
        CheckEffects(expect.Effects, trace, seen, misses);
        CheckInterventions(expect, trace, misses);
        var said = string.Join('\n', trace.Turns.Where(t => t.AnsweredWith is null).Select(t => t.Reply?.Text));
        ReplyChecks.CheckText(1, expect.Text, expect.NotText, said, misses);
    }

    /// <summary>The actions of the story, each as it ended, in the order they ended.</summary>
    public static ImmutableArray<Outcome> Outcomes(CustomerTrace trace)
    {
        var arguments = new Dictionary<string, (string Tool, ImmutableSortedDictionary<string, string> Arguments)>();
        var ended = new List<Outcome>();
        foreach (var entry in trace.Story.Where(e => e.ActionId is not null))
        {
            var id = entry.ActionId!;
            if (entry["tool"] is { } tool && entry.Arguments is { IsEmpty: false } known)
                arguments[id] = (tool, known);
            var status = entry.Kind switch
            {
                "approval_requested" => ActionStatus.PendingApproval,
                Completed or "action_refused" or "action_settled" when Spelling.TryParse<ActionStatus>(entry["status"] ?? "", out var value) => value,
                _ => (ActionStatus?)null,
            };
            if (status is not { } ends || (entry["tool"] ?? (arguments.TryGetValue(id, out var about) ? about.Tool : null)) is not { } name)
                continue;
            ended.RemoveAll(o => o.ActionId == id);
            ended.Add(new(id, name, ends, arguments.TryGetValue(id, out var with) ? with.Arguments : ImmutableSortedDictionary<string, string>.Empty, entry.Actor));
        }

        return [.. ended];
    }

    private static void CheckActions(Expectation expect, ImmutableArray<Outcome> done, MissList misses)
    {
        foreach (var action in expect.Actions)
        {
            var count = done.Count(o => Matches(o, action));
            if (action.Times is { } times ? count != times : count == 0)
                misses.Add(action.Line, $"{action.Tool} was to be {Spelling.Of(action.Status)}{(action.Times is { } wanted ? $" {wanted} times" : "")}{Show(action.Arguments)} and was {count} times; there were {ReplyChecks.List(done.Select(Show))}.");
        }

        if (expect.Only)
            foreach (var other in done.Where(o => o.Status is not ActionStatus.Refused && !expect.Actions.Any(a => Matches(o, a))))
                misses.Add(1, $"Nothing but what is expected was to be done, and there was {Show(other)}.");
    }

    private static void CheckOrder(Expectation expect, ImmutableArray<Outcome> done, MissList misses)
    {
        var order = done.Where(o => o.Status == ActionStatus.Done && expect.Order.Contains(o.Tool)).Select(o => o.Tool).Distinct().ToArray();
        if (!order.SequenceEqual(expect.Order))
            misses.Add(1, $"The order was to be {ReplyChecks.List(expect.Order)} and was {ReplyChecks.List(order)}.");
    }

    private static void CheckForbidden(Expectation expect, ImmutableArray<Outcome> done, MissList misses)
    {
        foreach (var forbidden in expect.Forbidden)
            foreach (var outcome in done.Where(o => o.Tool == forbidden.Tool && Holds(o, forbidden.Arguments) && o.Status is ActionStatus.Done or ActionStatus.Unknown or ActionStatus.InFlight))
                misses.Add(forbidden.Line, $"{Show(outcome)} was forbidden.");
    }

    private static void CheckState(StateExpectation state, CustomerTrace trace, MissList misses)
    {
        void Compare<T>(string name, T? wanted, T actual) where T : struct
        {
            if (wanted is { } value && !value.Equals(actual))
                misses.Add(1, $"{name} was to be {value} and is {actual}.");
        }

        Compare("tier", state.Tier, trace.Customer.Tier);
        Compare("stage", state.Stage, trace.Customer.Stage);
        Compare("health", state.Health, trace.Customer.Health.Status);
        Compare("testKeys", state.TestKeys, trace.Keys.Count(k => k is { Environment: KeyEnvironment.Test, Status: KeyStatus.Active }));
        Compare("liveKeys", state.LiveKeys, trace.Keys.Count(k => k is { Environment: KeyEnvironment.Live, Status: KeyStatus.Active }));
        Compare("site", state.Site, trace.Site is not null);
        Compare("ratings", state.Ratings, trace.Turns.Count(t => t.Rating is not null));
    }

    private static void CheckEffects(EffectExpectation effects, CustomerTrace trace, Observation seen, MissList misses)
    {
        void Compare(string name, int? wanted, string provider, string operation, Func<ProviderEffect, bool> isOurs)
        {
            var count = seen.Effects.Count(e => e.Provider == provider && e.Operation == operation && isOurs(e));
            if (wanted is { } value && value != count)
                misses.Add(1, $"{name} was to be {value} and is {count}.");
        }

        bool IsOurs(ProviderEffect effect) => effect.Subject == trace.Key;
        Compare("subscriptions", effects.Subscriptions, "billing", "create_subscription", IsOurs);
        Compare("tickets", effects.Tickets, "tickets", "create_issue", IsOurs);
        Compare("comments", effects.Comments, "tickets", "add_comment", _ => true);
        Compare("mails", effects.Mails, "mail", "send", effect => effect.Subject.Contains(trace.Customer.Email, StringComparison.Ordinal));
    }

    private static void CheckInterventions(Expectation expect, CustomerTrace trace, MissList misses)
    {
        foreach (var wanted in expect.Interventions)
        {
            var found = trace.Interventions.Where(i => i.Type == wanted.Type && (wanted.Status is null || i.Status == wanted.Status) && (wanted.Ticket is null || i.Ticket is not null == wanted.Ticket)).ToArray();
            if (wanted.Times is { } times ? found.Length != times : found.Length == 0)
                misses.Add(1, $"The intervention {Spelling.Of(wanted.Type)} was to be there{(wanted.Times is { } n ? $" {n} times" : "")}; there are {ReplyChecks.List(trace.Interventions.Select(i => $"{Spelling.Of(i.Type)} {Spelling.Of(i.Status)}{(i.Ticket is null ? "" : " with a ticket")}"))}.");
        }
    }

    private static bool Matches(Outcome outcome, ActionExpectation action) =>
        outcome.Tool == action.Tool && outcome.Status == action.Status && Holds(outcome, action.Arguments) && (action.By is null || outcome.Actor.StartsWith(action.By, StringComparison.Ordinal));

    private static bool Holds(Outcome outcome, ImmutableSortedDictionary<string, string> arguments) =>
        arguments.All(a => outcome.Arguments.TryGetValue(a.Key, out var value) && value.Contains(a.Value, StringComparison.OrdinalIgnoreCase));

    private static string Show(Outcome outcome) => $"{outcome.Tool} {Spelling.Of(outcome.Status)}{Show(outcome.Arguments)}";

    private static string Show(ImmutableSortedDictionary<string, string> arguments) =>
        arguments.IsEmpty ? "" : $" ({string.Join(", ", arguments.Select(a => $"{a.Key}: {(a.Value.Length <= 60 ? a.Value : a.Value[..60] + "…")}"))})";
}

/// <summary>An action as it ended.</summary>
public sealed record Outcome(string ActionId, string Tool, ActionStatus Status, ImmutableSortedDictionary<string, string> Arguments, string Actor);
