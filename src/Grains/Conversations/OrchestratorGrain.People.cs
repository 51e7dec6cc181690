using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Conversations;

// What people do in a conversation: write, take the wheel, hand it back. The customer's ledger has it first.
public sealed partial class OrchestratorGrain
{
    private static readonly ReplySections NoSections = new([], [], []);

    public async Task<Result<string>> WriteAsync(Actor actor, string text, string operationId)
    {
        if ((authority.Check(actor, Key, Right.Answer) ?? MessageRules.Refuse(text, "text")) is { } refusal)
            return refusal;
        var turnId = DerivedId.Of("turn", Key.ToString(), "person", operationId);
        if (State.Find(turnId) is not null)
            return turnId;

        var (message, _) = SecretMask.Apply(text, hasher.Hash);
        if ((await NoteAsync(new(ConversationEvent.PersonWrote, actor.ToString(), turnId, message))).Refusal is { } unknown)
            return unknown;
        var now = time.GetUtcNow();
        var reply = new Reply(turnId, Intents.Person, message, NoSections, [], []);
        var route = new Route(Intents.Person, Intents.Person, null, "A person wrote.");
        State.AttendedAt = now;
        var answered = State.AddWritten(new(turnId, null, actor.Id, actor.Role, route, now, TurnStatus.Answered, AnsweredAt: now, Reply: reply));
        foreach (var ended in answered.Select(t => t.Id).Prepend(turnId))
            Announce(ended, "answered", Intents.Person);
        await GoOnAsync();
        return turnId;
    }

    public async Task<Result<Done>> TakeOverAsync(Actor actor, bool on)
    {
        if (authority.Check(actor, Key, Right.Decide) is { } refusal)
            return refusal;
        if (State.TakenOver == on)
            return Done.Instance;
        if ((await NoteAsync(new(on ? ConversationEvent.TakenOver : ConversationEvent.HandedBack, actor.ToString()))).Refusal is { } unknown)
            return unknown;

        State.TakenOver = on;
        State.AttendedAt = time.GetUtcNow();
        State.Wheel = on ? new(actor.Id, time.GetUtcNow()) : null;
        State.Journal.Send(new("takeover", Key.ToString(), time.GetUtcNow(), JsonText.Object(("on", on), ("by", actor.ToString()))));
        await GoOnAsync();
        if (on)
            await LeaveInterventionsAsync();
        return Done.Instance;
    }

    private Task<Result<Done>> NoteAsync(ConversationNote note) => GrainFactory.GetGrain<ICustomerGrain>(Key.ToString()).NoteConversationAsync(Aegis, note);
}
