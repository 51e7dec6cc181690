using SQLitePCL;

namespace Aegis.Storage.Sqlite;

/// <summary>A prepared statement that is kept and used again. Parameters are bound in order, columns read in order.</summary>
internal sealed class SqliteStatement(sqlite3 connection, sqlite3_stmt handle) : IDisposable
{
    private int _parameter;
    private int _column;

    /// <summary>Begins at the first parameter again.</summary>
    public SqliteStatement Rewind()
    {
        _parameter = 0;
        return this;
    }

    public SqliteStatement Bind(string? value) =>
        Check(value is null ? raw.sqlite3_bind_null(handle, ++_parameter) : raw.sqlite3_bind_text(handle, ++_parameter, value));

    public SqliteStatement Bind(long value) => Check(raw.sqlite3_bind_int64(handle, ++_parameter, value));

    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : Check(raw.sqlite3_bind_null(handle, ++_parameter));

    public SqliteStatement Bind(double value) => Check(raw.sqlite3_bind_double(handle, ++_parameter, value));

    public SqliteStatement Bind(byte[]? value) =>
        Check(value is null ? raw.sqlite3_bind_null(handle, ++_parameter)
            : value.Length == 0 ? raw.sqlite3_bind_zeroblob(handle, ++_parameter, 0)
            : raw.sqlite3_bind_blob(handle, ++_parameter, value));

    /// <summary>Runs a statement that answers no rows; returns how many it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(connection);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and reads each row.</summary>
    public List<T> Read<T>(Func<SqliteStatement, T> row)
    {
        try
        {
            var rows = new List<T>();
            while (Step())
                rows.Add(row(this));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads each row when it is asked for.</summary>
    public IEnumerable<T> Stream<T>(Func<SqliteStatement, T> row)
    {
        try
        {
            while (Step())
                yield return row(this);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and reads its first row, or answers the default.</summary>
    public T? First<T>(Func<SqliteStatement, T> row)
    {
        try
        {
            return Step() ? row(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public string Text() => OptionalText()!;

    public string? OptionalText() => IsNull() ? Skip<string>() : raw.sqlite3_column_text(handle, _column++).utf8_to_string();

    public long Number() => raw.sqlite3_column_int64(handle, _column++);

    public long? OptionalNumber() => IsNull() ? Skip<long?>() : Number();

    public double Real() => raw.sqlite3_column_double(handle, _column++);

    public byte[] Bytes() => raw.sqlite3_column_blob(handle, _column++).ToArray();

    public byte[]? OptionalBytes() => IsNull() ? Skip<byte[]>() : Bytes();

    /// <summary>The column as it is stored: null, long, double, string or byte[].</summary>
    public object? Any() => raw.sqlite3_column_type(handle, _column) switch
    {
        raw.SQLITE_NULL => Skip<object>(),
        raw.SQLITE_INTEGER => Number(),
        raw.SQLITE_FLOAT => Real(),
        raw.SQLITE_TEXT => Text(),
        _ => Bytes(),
    };

    public void Dispose() => handle.Dispose();

    private bool IsNull() => raw.sqlite3_column_type(handle, _column) == raw.SQLITE_NULL;

    private T? Skip<T>()
    {
        _column++;
        return default;
    }

    private bool Step()
    {
        _column = 0;
        var code = raw.sqlite3_step(handle);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw new SqliteException(code, raw.sqlite3_errmsg(connection).utf8_to_string()),
        };
    }

    private void Reset() => raw.sqlite3_reset(handle);

    private SqliteStatement Check(int code) => code == raw.SQLITE_OK
        ? this
        : throw new SqliteException(code, raw.sqlite3_errmsg(connection).utf8_to_string());
}
