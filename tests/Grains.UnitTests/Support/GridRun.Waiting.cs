using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Directory;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Support;

// What a test waits for: people's decisions, and what comes of them.
internal sealed partial class GridRun
{
    /// <summary>Waits until something holds.</summary>
    public static async Task WhenAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The one request of a customer that waits for people.</summary>
    public async Task<Approval> PendingAsync(string id) =>
        (await Grains.GetGrain<IDirectoryGrain>(0).ListApprovalsAsync(Admin, new(ApprovalStatus.Pending, id, null, 10))).Value!.Items.ShouldHaveSingleItem();

    /// <summary>The turn in which a customer is told what was decided.</summary>
    public async Task<Turn> ToldAsync(string id)
    {
        Turn? told = null;
        await WhenAsync(async () =>
            (told = (await Conversation(id).GetConversationAsync(Admin)).Value!.Turns.FirstOrDefault(t => t is { Intent: Intents.TellOutcome, Status: TurnStatus.Answered })) is not null);
        return told!;
    }
}
