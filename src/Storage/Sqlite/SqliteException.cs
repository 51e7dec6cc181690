using SQLitePCL;

namespace Aegis.Storage.Sqlite;

/// <summary>SQLite refused or failed.</summary>
/// <param name="code">SQLite's extended result code.</param>
public sealed class SqliteException(int code, string message) : Exception($"SQLite: {message} ({code}).")
{
    public int Code { get; } = code;

    /// <summary>Whether another connection holds what the statement needs.</summary>
    internal bool IsBusy => (Code & 0xff) == raw.SQLITE_BUSY;

    /// <summary>Whether the statement itself is at fault (constraint, type, size), not the moment or the disk.</summary>
    internal bool IsRefusal => (Code & 0xff) is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;
}
