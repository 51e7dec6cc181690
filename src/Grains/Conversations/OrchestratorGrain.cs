using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Agents.Feedback;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Llm;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Routing;
using Aegis.Keys;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Conversations;

/// <summary>Takes messages in, drives one turn at a time on a worker, and shows only what is durable and the steps of the running turn.</summary>
[GrainType("orchestrator")]
public sealed partial class OrchestratorGrain(
    [PersistentState("conversation")] IPersistentState<ConversationState> conversation,
    IActorAuthority authority,
    LeaseClock leases,
    IKeyHasher hasher,
    GridOptions options,
    Playbooks playbooks,
    RouteRefiner refiner,
    Summariser summariser,
    TimeProvider time,
    ILogger<OrchestratorGrain> logger) : Grain, IOrchestratorGrain
{
    private static readonly TimeSpan WatchLimit = TimeSpan.FromSeconds(5);

    private readonly Change _change = new();

    /// <summary>The conversation as last committed: what a reader may see.</summary>
    private ImmutableArray<StoredTurn> _committed = [];
    private bool _takenOver;
    private Wheel? _wheel;
    private DateTimeOffset? _attendedAt;

    private GrainKey Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private ConversationState State => conversation.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Publish();
        await DriveDueAsync();
    }

    public async Task<Result<string>> SendAsync(Actor actor, string text, string operationId)
    {
        if ((authority.Check(actor, Key, Right.Converse) ?? MessageRules.Refuse(text, "text")) is { } refusal)
            return refusal;
        var turnId = DerivedId.Of("turn", Key.ToString(), operationId);
        if (State.Find(turnId) is not null)
            return turnId;
        // Only a customer that exists has turns; erasing it takes them away.
        if (State.Turns.Count == 0 && (await GrainFactory.GetGrain<ICustomerGrain>(Key.ToString()).GetAsync(actor)).Refusal is { } unknown)
            return unknown;
        if (State.IsFull())
            return new Refusal(RefusalKind.TooMany, $"{TurnQueue.WaitingLimit} messages of '{Key.CustomerId}' wait already; try again when one is answered.");

        var (message, keys) = SecretMask.Apply(text, hasher.Hash);
        var answer = FeedbackRules.Answering(State, message);
        var route = answer ?? Read(message, State.Before());
        if (answer is not null)
            FeedbackRules.KeepReason(State, message);
        State.Add(new(turnId, message, actor.Id, actor.Role, route, time.GetUtcNow(), PastedKeys: keys.IsEmpty ? null : keys, AboutTurnId: FeedbackRules.About(State)));
        Announce(turnId, "accepted");
        await GoOnAsync();
        return turnId;
    }

    public async Task<Result<TurnProgress>> WatchAsync(Actor actor, string turnId, int seenSteps, CancellationToken cancellationToken)
    {
        if (authority.Check(actor, Key, Right.Read) is { } refusal)
            return refusal;
        var start = time.GetTimestamp();
        while (true)
        {
            var change = _change.Next;
            if (_committed.FirstOrDefault(t => t.Id == turnId) is not { } turn)
                return NoTurn(turnId);
            var steps = turn.Reply?.Steps ?? (_live?.TurnId == (turn.AnsweredWith ?? turnId) ? _live.Steps : []);
            var left = WatchLimit - time.GetElapsedTime(start);
            if (turn.IsEnded || steps.Length > seenSteps || left <= TimeSpan.Zero)
                return new TurnProgress(turn.Status, [.. steps.Skip(Math.Max(0, seenSteps))], turn.Reply);
            await WaitAsync(change, left, cancellationToken);
        }
    }

    public Task<Result<Turn>> GetTurnAsync(Actor actor, string turnId) => Task.FromResult<Result<Turn>>(
        authority.Check(actor, Key, Right.Read) is { } refusal ? refusal
        : _committed.FirstOrDefault(t => t.Id == turnId) is { } turn ? turn.ToTurn()
        : NoTurn(turnId));

    public Task<Result<Conversation>> GetConversationAsync(Actor actor) => Task.FromResult<Result<Conversation>>(
        authority.Check(actor, Key, Right.Read) is { } refusal
            ? refusal
            : new Conversation([.. _committed.Select(t => t.ToTurn())], _takenOver, _wheel));

    public async Task<Result<Done>> RateAsync(Actor actor, Feedback feedback)
    {
        if (authority.Check(actor, Key, Right.Converse) is { } refusal)
            return refusal;
        if (feedback.Rating is not ("up" or "down"))
            return new Refusal(RefusalKind.Invalid, "'rating' must be \"up\" or \"down\".", "rating");
        if (feedback.Comment is { } comment && MessageRules.Refuse(comment, "comment") is { } wrong)
            return wrong;
        if (State.Find(feedback.TurnId) is not { } named)
            return NoTurn(feedback.TurnId);
        // One answer to several pieces is judged once.
        var turn = named.AnsweredWith is { } whole ? State.Find(whole) ?? named : named;

        if (feedback.Comment is { } said)
            feedback = feedback with { Comment = SecretMask.Apply(said, hasher.Hash).Text };
        if (turn.Rating == feedback.Rating && turn.Comment == feedback.Comment)
            return Done.Instance;
        var judging = FeedbackRules.Rated(Key, turn, feedback, actor, time.GetUtcNow());
        if (judging is not null && State.Find(judging.Id) is null && State.IsFull())
            return new Refusal(RefusalKind.TooMany, $"{TurnQueue.WaitingLimit} messages of '{Key.CustomerId}' wait already; try again when one is answered.");

        foreach (var judged in State.PiecesOf(turn).Prepend(turn))
            State.Replace(judged with { Rating = feedback.Rating, Comment = feedback.Comment, RatedBy = actor.ToString(), RatedAt = time.GetUtcNow() });
        Announce(turn.Id, "rated");
        // In the same commit, so that a complaint is never recorded and then forgotten.
        if (judging is not null && State.Find(judging.Id) is null)
            State.Add(judging);
        await GoOnAsync();
        GridMeter.Rated(feedback.Rating, turn.Route);
        return Done.Instance;
    }

    public async Task<Result<Done>> EraseAsync(Actor actor)
    {
        if (authority.Check(actor, Key, Right.Erase) is { } refusal)
            return refusal;
        // The customer first: with its key destroyed nothing of the conversation can be read, whatever happens before it is removed.
        var erased = await GrainFactory.GetGrain<ICustomerGrain>(Key.ToString()).EraseAsync(actor);
        if (!erased.Ok)
            return erased;
        StopWorker();
        await ClearRecordsAsync(actor);
        if (conversation.RecordExists)
            await conversation.ClearOrDeactivateAsync(DeactivateOnIdle);
        Publish();
        KeepTicking();
        return erased;
    }

    private Route Read(string message, RouteContext? before) => Router.Route(message, before).For(playbooks.Have);

    private async Task WaitAsync(Task change, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await change.WaitAsync(left, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing happened: the caller is told where the turn stands.
        }
    }

    private static Refusal NoTurn(string turnId) => new(RefusalKind.NotFound, $"There is no turn '{TextRules.Show(turnId)}' in this conversation.", "turnId");
}
