namespace Aegis.Storage.Sqlite;

/// <summary>SQLite refused or failed.</summary>
/// <param name="code">SQLite's result code.</param>
public sealed class SqliteException(int code, string message) : Exception($"SQLite: {message} ({code}).")
{
    public int Code { get; } = code;
}
