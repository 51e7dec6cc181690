using Aegis.Dashboard.Grid;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>Reads interventions as the console's pages show them: newest first, of several statuses at once, of one type.</summary>
internal static class InterventionFeed
{
    /// <summary>The topic of the live events that tell of interventions.</summary>
    public const string Topic = "intervention";

    private const int LargestPage = 200;
    private const int MostPages = 10;

    /// <param name="size">1 to 200: how many to show where so many match.</param>
    public static async Task<Result<InterventionPage>> ReadAsync(ConsoleGrid grid, InterventionFilter filter, int size)
    {
        var found = ImmutableArray.CreateBuilder<Intervention>();
        string? next = null;
        foreach (var status in filter.Statuses)
        {
            // What agents are at is soon done: it stands on the first page, whole.
            if (status is InterventionStatus.Acting && filter is { View: InterventionFilter.Current, Cursor: not null })
                continue;
            var read = await ReadAsync(grid, filter, status, size);
            if (!read.Ok)
                return read;
            found.AddRange(read.Value.Items);
            next = read.Value.Next ?? next;
        }

        return new InterventionPage([.. found.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id, StringComparer.Ordinal)], next);
    }

    // The grid's list knows no types: pages are read until enough of them match.
    private static async Task<Result<InterventionPage>> ReadAsync(ConsoleGrid grid, InterventionFilter filter, InterventionStatus? status, int size)
    {
        var found = ImmutableArray.CreateBuilder<Intervention>();
        var cursor = status is InterventionStatus.Acting && filter.View == InterventionFilter.Current ? null : filter.Cursor;
        for (var pages = 1; ; pages++)
        {
            var query = new InterventionQuery(status, filter.CustomerId, cursor, filter.Type is null ? size : LargestPage);
            var page = await grid.Directory.ListInterventionsAsync(grid.Actor, query);
            if (!page.Ok)
                return page;
            found.AddRange(page.Value.Items.Where(i => filter.Type is not { } type || i.Type == type));
            cursor = page.Value.Next;
            if (cursor is null || found.Count >= size || pages == MostPages)
                return new InterventionPage(found.ToImmutable(), cursor);
        }
    }
}
