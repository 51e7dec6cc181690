using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.Hosting;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.Directory;

/// <summary>How the fleet's rows become what people see.</summary>
internal static class FleetRules
{
    public const int MostDays = 90;

    /// <summary>The beginning of the first of so many UTC days, today among them.</summary>
    public static DateTimeOffset Since(DateTimeOffset now, int days) => new(now.UtcDateTime.Date.AddDays(1 - days), TimeSpan.Zero);

    public static Refusal? CheckDays(int days) =>
        days is >= 1 and <= MostDays ? null : new(RefusalKind.Invalid, $"'days' is {days}: use 1 to {MostDays}.", "days");

    public static Fleet ToFleet(FleetRows rows, DateTimeOffset now, int days)
    {
        var first = DateOnly.FromDateTime(Since(now, days).UtcDateTime);
        var known = rows.Days.ToDictionary(d => d.Day);
        return new(
            [.. rows.Segments.Select(s => new FleetGroup(
                SnakeCase.Parse<HealthStatus>(s.Health), SnakeCase.Parse<Tier>(s.Tier), SnakeCase.Parse<Stage>(s.Stage), s.Customers))],
            [.. Enumerable.Range(0, days).Select(n => known.GetValueOrDefault(first.AddDays(n)) is { } day
                ? new InterventionDay(day.Day, day.Opened, day.Ended) : new InterventionDay(first.AddDays(n), 0, 0))],
            new(rows.Turns, rows.TurnsWithPerson),
            new(rows.Days.Sum(d => d.Ended), rows.Days.Sum(d => d.WithPerson)),
            rows.FirstCalls, rows.MedianToFirstCall);
    }

    public static WaitingTurn ToWaiting(TurnRow row) => new(
        row.CustomerId, row.CustomerName.Length == 0 ? row.CustomerId : row.CustomerName, row.TurnId, row.Intent, SnakeCase.Parse<TurnStatus>(row.Status), row.WaitsSince ?? row.At);
}
