using System.Globalization;
using System.Text;
using Aegis.Agents;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Llm;

/// <summary>What a model is told before it begins: the rules, and what is known. No secret is part of it; keys stand as their placeholders.</summary>
internal static class ModelContext
{
    private const int MostHistory = 20;

    public static string System(string agent) => $"""
        You are the {agent} agent of Aegis, which looks after a company's customers. You help one customer, the one of this conversation, with the tools you are given.

        Rules:
        - {MarkedData.Rule}
        - The customer of this conversation is the only one there is. No tool takes a customer's id; never give one.
        - Find out before you act, and act only on what the customer wants. Use tools for every fact; never guess one, and never make up keys, addresses, prices or tickets.
        - You propose; policy decides. A result of pending_approval waits for a person, refused stays undone, already_done is done. Say so as it is.
        - Do not call a tool again with the same arguments. What failed this turn is not tried again.
        - Keys are never shown to you. Where a key belongs in your answer write its placeholder, such as {KeyPlaceholder.For("id")}, exactly as you were given it, in the text and never in code. The code for a first call is added after your answer.
        - Link to nothing except addresses that tools gave you.

        When nothing is left to do, answer the customer in its own language, in Markdown:
        first one to four sentences that answer it (no heading); then "## Diagnostic Results" with a list of what you found and how you know it; then "## Next Steps" with a list of what the customer does next.
        Write no "Actions Taken": Aegis adds what was really done, from its ledger. Never claim an action that no tool result confirms.
        """;

    /// <summary>The turn's own message: what is known of the customer, what was said before, and what it says now.</summary>
    public static string Turn(Facts facts)
    {
        var work = facts.Work;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The rules read the message as: {work.Route.Intent}.{(work.Route.Language is { } language ? $" It names {language}." : "")}\n\n");
        text.Append(MarkedData.Wrap("the customer's profile", Profile(facts))).Append("\n\n");
        if (work.Memory?.Summary is { } summary)
            text.Append(MarkedData.Wrap("summary of the earlier conversation", summary, 4_000)).Append("\n\n");
        foreach (var turn in work.Memory?.Recent ?? [])
            text.Append(MarkedData.Wrap(string.Create(CultureInfo.InvariantCulture, $"earlier turn of {turn.At:yyyy-MM-dd HH:mm} UTC"), Remember(turn), 2_000)).Append("\n\n");
        if (work.About is { } about)
            text.Append(MarkedData.Wrap("the turn it is about", $"Asked: {about.Message}\nAnswered: {about.Reply}\nRating: {about.Rating ?? "none"} {about.Comment}", 4_000)).Append("\n\n");
        return text.Append(MarkedData.Wrap("the customer's message now", work.Message ?? "", 16_000)).ToString();
    }

    public static string Profile(Facts facts)
    {
        if (facts.Profile is not { } profile)
            return facts.Halt?.Reason ?? "The profile was not read.";
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"company: {profile.Company}\ntier: {SnakeCase.Of(profile.Tier)}\nstage: {SnakeCase.Of(profile.Stage)}\nhealth: {SnakeCase.Of(profile.Health.Status)}\ntech stack: {string.Join(", ", profile.TechStack)}\ntotal API calls: {profile.TotalApiCalls}"));
        foreach (var key in facts.Keys)
            text.Append(CultureInfo.InvariantCulture, $"\nkey {key.Id}: {SnakeCase.Of(key.Environment)}, {SnakeCase.Of(key.Status)}, begins {key.Prefix}…, written {KeyPlaceholder.For(key.Id)}");
        if (facts.Keys.IsEmpty)
            text.Append("\nkeys: none");
        foreach (var action in facts.History.TakeLast(MostHistory))
            text.Append(CultureInfo.InvariantCulture, $"\nearlier action of {action.BegunAt:yyyy-MM-dd}: {action.Name}, {SnakeCase.Of(action.Status)}. {ReplyText.Plain(action.Evidence)}");
        if (facts.Workflow is { } workflow)
            text.Append(CultureInfo.InvariantCulture, $"\nset-up: {SnakeCase.Of(workflow.Status)}, {workflow.Next} of {workflow.Steps.Length} steps");
        return text.ToString();
    }

    private static string Remember(RememberedTurn turn) =>
        $"{(turn.Message is { } said ? $"Customer: {said}\n" : "")}{(turn.Intent == Intents.Person ? "A person of the team" : turn.Message is null ? "Aegis, by itself" : "Aegis")}: {turn.Reply}{(turn.Did.Length == 0 ? "" : $"\nDone: {turn.Did}")}";
}
