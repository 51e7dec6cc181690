using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Conversations;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Actors;
using Judgement = Aegis.Conversations.Feedback;

namespace Aegis.Grains.Agents.Feedback;

/// <summary>Which turn a judgement is about, and which turn of Aegis' own a rating begins.</summary>
public static class FeedbackRules
{
    private const int LongestReply = 2_000;

    /// <summary>The turn that takes a thumbs-down in, or null when none is needed. The same rating of the same turn is the same turn; what is said later about it is another.</summary>
    public static StoredTurn? Rated(GrainKey customer, StoredTurn rated, Judgement feedback, Actor actor, DateTimeOffset now) =>
        feedback.Rating != "down" || rated.Route.Intent == Intents.Rated || rated.Reply?.Agent == Intents.Person ? null : TakesIn(customer, rated.Id, feedback.Comment, actor.Id, actor.Role, now);

    /// <summary>The turn that brings a complaint to its ticket which a message's turn could not bring there, or null when it did.</summary>
    public static StoredTurn? Later(GrainKey customer, StoredTurn complained, TimeSpan? again, DateTimeOffset now) =>
        again is { } pause && complained is { Message: { } message, AboutTurnId: { } about }
            ? TakesIn(customer, about, message, complained.ActorId, complained.ActorRole, now) with { NotBefore = now + pause }
            : null;

    /// <summary>The turn a new message would be about, if it judged one: the last, or the one that turn was about.</summary>
    public static string? About(ConversationState state) =>
        state.Turns is [.., var last] ? last.Route.AgentIsFeedback() && last.AboutTurnId is { } about ? about : last.Id : null;

    /// <summary>Feedback, when the message answers the question what was wrong; otherwise null.</summary>
    public static Route? Answering(ConversationState state, string text) =>
        state.Turns is [.., var last] && (last.Route.Intent == Intents.Rated || FeedbackReply.Asks(last.Reply)) && FeedbackWords.IsOnlyReason(text)
            ? new(Router.FeedbackAgent, Intents.Feedback, null, "It says what was wrong with a rated answer.")
            : null;

    /// <summary>Keeps what was wrong with the answer that was rated down without a word.</summary>
    public static void KeepReason(ConversationState state, string reason)
    {
        if (About(state) is { } id && state.Find(id) is { Rating: "down", Comment: null } rated)
            state.Replace(rated with { Comment = reason });
    }

    /// <summary>What the feedback agent is told of a turn; null for other work, and for a turn that is forgotten.</summary>
    public static TurnAbout? Describe(ConversationState state, StoredTurn turn) =>
        turn.Route.AgentIsFeedback() && turn.AboutTurnId is { } id && state.Find(id) is { } about
            ? new(about.Id, about.Message, about.Route.Intent, about.Reply is { } reply ? TextRules.Shorten(reply.Text, LongestReply, "…") : null, about.Reply?.Steps ?? [], about.Rating, about.Comment,
                state.Turns.Exists(t => t.Id != turn.Id && t.AboutTurnId == about.Id && FeedbackReply.Asks(t.Reply)), turn.BegunAt, turn.Comment)
            : null;

    private static StoredTurn TakesIn(GrainKey customer, string about, string? comment, string actorId, Role role, DateTimeOffset now) => new(
        DerivedId.Of("turn", customer.ToString(), "rated", about, comment ?? ""), null, actorId, role,
        new(Router.FeedbackAgent, Intents.Rated, null, $"Turn {about} was rated down."), now, Comment: comment, AboutTurnId: about);

    private static bool AgentIsFeedback(this Route route) => route.Agent == Router.FeedbackAgent;
}
