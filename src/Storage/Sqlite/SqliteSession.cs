using SQLitePCL;

namespace Aegis.Storage.Sqlite;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int BusyMilliseconds = 30_000;
    private const int BriefMilliseconds = 50;
    private const int MaxSwitchAttempts = 100;
    private readonly sqlite3 _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteSession() => Batteries_V2.Init();

    public SqliteSession(string path, bool write)
    {
        var flags = (write ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READWRITE) | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out _connection, flags, null);
        if (code != raw.SQLITE_OK)
        {
            _connection.Dispose();
            throw new SqliteException(code, $"{path} cannot be opened");
        }

        raw.sqlite3_extended_result_codes(_connection, 1);
        raw.sqlite3_busy_timeout(_connection, BusyMilliseconds);
        if (write)
        {
            // FULL: a commit is on disk before it is acknowledged.
            UseWriteAheadLog();
            Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY");
        }
        else
        {
            Execute("PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY");
        }
    }

    // A new file is switched by whoever opens it first. The switch wants the whole file and does not queue for it: the others are refused at once.
    private void UseWriteAheadLog()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Execute(attempt == 1 ? "PRAGMA journal_mode = WAL" : "BEGIN IMMEDIATE; COMMIT; PRAGMA journal_mode = WAL");
                return;
            }
            catch (SqliteException refused) when (refused.IsBusy && attempt < MaxSwitchAttempts)
            {
                // The next attempt begins by queueing for the writer's lock.
            }
        }
    }

    /// <summary>The prepared statement of a text, ready to be bound.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement.Rewind();
        var code = raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
            throw new SqliteException(code, raw.sqlite3_errmsg(_connection).utf8_to_string());
        return _statements[sql] = new(_connection, handle);
    }

    /// <summary>Runs a script of statements without parameters.</summary>
    public void Execute(string script)
    {
        var code = raw.sqlite3_exec(_connection, script);
        if (code != raw.SQLITE_OK)
            throw new SqliteException(code, raw.sqlite3_errmsg(_connection).utf8_to_string());
    }

    /// <summary>Empties the write-ahead log into the database unless somebody still reads from it; never fails, the next checkpoint makes up for it.</summary>
    public void TryEmptyLog()
    {
        raw.sqlite3_busy_timeout(_connection, BriefMilliseconds);
        raw.sqlite3_exec(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        raw.sqlite3_busy_timeout(_connection, BusyMilliseconds);
    }

    /// <summary>Runs the work in one transaction: all of it, or nothing when it throws.</summary>
    public T InTransaction<T>(string begin, Func<SqliteSession, T> work)
    {
        Prepare(begin).Run();
        try
        {
            var result = work(this);
            Prepare("COMMIT").Run();
            return result;
        }
        catch
        {
            // SQLite may have rolled back by itself, as it does when the disk is full.
            if (raw.sqlite3_get_autocommit(_connection) == 0)
                Execute("ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }
}
