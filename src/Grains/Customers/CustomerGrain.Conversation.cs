using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Grains.Actors;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Result<Done>> NoteConversationAsync(Actor actor, ConversationNote note) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal : await ChangeAndCommitAsync(now => ConversationNotes.Take(State, note, now));
}
