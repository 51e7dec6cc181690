using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;

namespace Aegis.Storage.Sqlite;

/// <summary>Numbers committed outbox rows; on the one writing connection, so never two at a time.</summary>
internal static class SqliteOutbox
{
    public static IReadOnlyList<EventRow> Number(SqliteSession session, int limit)
    {
        var rows = session.Prepare("SELECT id, topic, customer_key, at, data FROM outbox ORDER BY id LIMIT ?").Bind(limit).Read(SqliteReads.Event);
        if (rows.Count == 0)
            return [];
        var number = SqliteReads.LastEvent(session);
        var events = rows.ConvertAll(row => row with { Number = ++number });
        foreach (var e in events)
            session.Prepare("INSERT INTO events (number, workspace, topic, customer_key, at, data, undispatched) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Bind(e.Number).Bind(GrainKeys.Workspace(e.CustomerKey)).Bind(e.Topic).Bind(e.CustomerKey).Bind(Times.ToMicros(e.At)).Bind(e.Data)
                .Bind(Commands.Contains(e.Topic) ? 1L : null).Run();
        session.Prepare("DELETE FROM outbox WHERE id <= ?").Bind(rows[^1].Number).Run();
        return events;
    }

    public static int Confirm(SqliteSession session, IReadOnlyList<long> numbers)
    {
        foreach (var number in numbers)
            session.Prepare("UPDATE events SET undispatched = NULL WHERE number = ?").Bind(number).Run();
        return numbers.Count;
    }
}
