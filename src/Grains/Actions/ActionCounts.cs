using Aegis.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

/// <summary>How often things were begun for a customer, from the actions it remembers. Where it has forgotten some of the time that is asked about, more than any limit.</summary>
internal static class ActionCounts
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static int Today(CustomerState state, StoredAction asked, DateTimeOffset now) =>
        Count(state, asked, Midnight(now), tool => tool == asked.Tool);

    public static int ContactsToday(CustomerState state, StoredAction asked, DateTimeOffset now) =>
        ContactRules.IsContact(asked.Tool) ? Count(state, asked, Midnight(now), ContactRules.IsContact) : 0;

    public static int ContactsThisWeek(CustomerState state, StoredAction asked, DateTimeOffset now) =>
        ContactRules.IsContact(asked.Tool) ? Count(state, asked, now - Week, ContactRules.IsContact) : 0;

    private static int Count(CustomerState state, StoredAction asked, DateTimeOffset since, Func<string, bool> counts)
    {
        var (count, remembered, oldest) = (0, 0, DateTimeOffset.MaxValue);
        foreach (var action in state.Actions)
        {
            if (action.IsSettled && ToolTraits.OnceFor(action.Tool) is null)
                (remembered, oldest) = (remembered + 1, action.BegunAt < oldest ? action.BegunAt : oldest);
            if (action.Id != asked.Id && action.BegunAt >= since && action.Status != ActionStatus.Refused && counts(action.Tool))
                count++;
        }

        return remembered >= ActionLog.MaxSettled && oldest >= since ? int.MaxValue : count;
    }

    private static DateTimeOffset Midnight(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
