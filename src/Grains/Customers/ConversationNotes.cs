using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>Writes into a customer's ledger what people did in the conversation, each once however often it is told.</summary>
public static class ConversationNotes
{
    /// <summary>Turns remembered as written; a repeat comes soon or never.</summary>
    public const int Remembered = 20;

    public static Done Take(CustomerState state, ConversationNote note, DateTimeOffset now)
    {
        if (IsNew(state, note))
            state.Journal.Append(new LedgerDraft(now, SnakeCase.Of(note.Event), note.By, null, JsonText.Object(("turnId", note.TurnId), ("text", note.Text))));
        return Done.Instance;
    }

    private static bool IsNew(CustomerState state, ConversationNote note)
    {
        var wheel = state.Wheel;
        switch (note.Event)
        {
            case ConversationEvent.TakenOver:
                state.Wheel ??= note.By;
                return wheel is null;
            case ConversationEvent.HandedBack:
                state.Wheel = null;
                return wheel is not null;
            default:
                return Remember(state, note.TurnId ?? "");
        }
    }

    private static bool Remember(CustomerState state, string turnId)
    {
        if (state.Written?.Contains(turnId) == true)
            return false;
        (state.Written ??= []).Add(turnId);
        if (state.Written.Count > Remembered)
            state.Written.RemoveAt(0);
        return true;
    }
}
