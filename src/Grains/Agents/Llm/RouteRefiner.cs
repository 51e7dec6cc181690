using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Llm;

/// <summary>A model's reading of a message the rules are unsure of. It chooses among the intents there are and nothing else; where a rule of safety spoke, it is not asked.</summary>
public sealed class RouteRefiner(IEnumerable<ILanguageModel> models, LlmOptions options, Playbooks playbooks, IActorAuthority authority, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly ImmutableArray<(string Intent, string Meaning)> Choices =
    [
        (Intents.StartOnboarding, "wants to be set up: trial, key, test site"),
        (Intents.Integrate, "wants code or help to call the API"),
        (Intents.GetKey, "wants to see or get an API key"),
        (Intents.RotateKey, "wants a key replaced by a new one"),
        (Intents.Status, "asks where its account stands"),
        (Intents.Diagnose, "something fails: calls, keys, the API"),
        (Intents.AskDocs, "asks how the product works"),
        (Intents.Ticket, "asks about, comments on or wants a ticket"),
        (Intents.Feedback, "praises or complains about an answer"),
        (Intents.Upgrade, "wants a larger plan or asks what plans cost"),
        (Intents.Discount, "asks for a lower price"),
        (Intents.Cancel, "wants to leave or go down a plan"),
        (Intents.HandOver, "wants a person, or speaks of law, privacy, refunds or a breach"),
        (Intents.OutOfScope, "has nothing to do with the product"),
        (Intents.Unsure, "none of these, or it cannot be told"),
    ];

    private static readonly string System = $"""
        You sort one message of a customer of an API product. {MarkedData.Rule}
        Answer with exactly one of these words and nothing else:
        {string.Join('\n', Choices.Select(choice => $"{choice.Intent}: it {choice.Meaning}"))}
        """;

    private readonly ILanguageModel? _model = models.FirstOrDefault();

    /// <summary>Whether the rules were merely unsure. A greeting, and a text that plays the system, they were not.</summary>
    public bool Wants(Route route, string? message) =>
        _model is not null && options.RefinesRouting && message is not null
        && route is { Agent: Router.Orchestrator, Intent: Intents.Unsure, Reason: null, Also: null } && !Injection.IsIn(message);

    /// <summary>The route, or null when the model does not say, or says nothing that is handled.</summary>
    public async Task<Route?> RefineAsync(IGrainFactory grains, TurnWork work, CancellationToken cancellationToken)
    {
        var aegis = authority.Sign("aegis", Role.System, GrainKey.Parse(work.CustomerKey).Workspace);
        var before = work.Before is { } said ? MarkedData.Wrap("said before", said, 2_000) + "\n\n" : "";
        var answer = await ModelAsk.TryAsync(
            _model!, grains, aegis, $"{work.TurnId}/route/{work.Epoch}", System, before + MarkedData.Wrap("the customer's message", work.Message ?? "", 4_000), 200, Limit, time, cancellationToken);
        var word = answer?.Trim().Trim('.', '"', '`', '*').ToLowerInvariant();
        if (word is null or Intents.Unsure || Choices.All(choice => choice.Intent != word))
            return null;
        var route = new Route(Router.AgentOf(word), word, work.Route.Language, "The rules were unsure, the model reads it.", Reason: word == Intents.HandOver ? HandOverReasons.Person : null).For(playbooks.Have);
        return route.Intent == Intents.Unsure ? null : route;
    }
}
