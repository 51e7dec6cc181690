using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>Reads interventions as the console's pages show them: newest first, of several statuses at once.</summary>
internal static class InterventionFeed
{
    /// <summary>The topic of the live events that tell of interventions.</summary>
    public const string Topic = "intervention";

    /// <summary>Takes in what arrived, and says so in words; null when nothing did.</summary>
    public static string? Announce(Arrivals arrivals, IReadOnlyCollection<Intervention> before, IEnumerable<Intervention> now) =>
        arrivals.Take(before, now, item => item.Id, item => item.CreatedAt) switch
        {
            [] => null,
            [var one] => $"New intervention: {Words.Of(one.Type)}, {one.CustomerName}, {Words.Of(one.Priority)} priority.",
            var many => $"{many.Count} new interventions.",
        };

    /// <param name="size">1 to 200: how many of each status to show where so many match.</param>
    public static async Task<Result<InterventionPage>> ReadAsync(ConsoleGrid grid, InterventionFilter filter, int size)
    {
        var found = ImmutableArray.CreateBuilder<Intervention>();
        string? next = null;
        foreach (var status in filter.Statuses)
        {
            // What agents are at is soon done: it stands on the first page, whole.
            var isWhole = status is InterventionStatus.Acting && filter.View == InterventionFilter.Current;
            if (isWhole && filter.Cursor is not null)
                continue;
            var read = await grid.Directory.ListInterventionsAsync(grid.Actor, new(status, filter.CustomerId, isWhole ? null : filter.Cursor, size, filter.Type, filter.Opened, filter.Ended, filter.Priority));
            if (!read.Ok)
                return read;
            found.AddRange(read.Value.Items);
            next = read.Value.Next ?? next;
        }

        return new InterventionPage([.. found.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id, StringComparer.Ordinal)], next);
    }
}
