using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Reads a row's columns in order.</summary>
internal sealed class RowReader(NpgsqlDataReader reader)
{
    private int _column;

    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        _column = 0;
        return await reader.ReadAsync(cancellationToken);
    }

    public string Text() => reader.GetString(_column++);

    public string? OptionalText() => Optional<string>();

    public long Long() => reader.GetInt64(_column++);

    public long? OptionalLong() => reader.IsDBNull(_column) ? Skip<long?>() : Long();

    public int Int() => reader.GetInt32(_column++);

    public bool Flag() => reader.GetBoolean(_column++);

    public double Real() => reader.GetDouble(_column++);

    public TimeSpan Span() => reader.GetTimeSpan(_column++);

    public byte[] Bytes() => reader.GetFieldValue<byte[]>(_column++);

    public int[] Ints() => reader.GetFieldValue<int[]>(_column++);

    public byte[]? OptionalBytes() => Optional<byte[]>();

    public DateTimeOffset Time() => new(DateTime.SpecifyKind(reader.GetDateTime(_column++), DateTimeKind.Utc));

    public DateTimeOffset? OptionalTime() => reader.IsDBNull(_column) ? Skip<DateTimeOffset?>() : Time();

    private T? Optional<T>() where T : class => reader.IsDBNull(_column) ? Skip<T>() : reader.GetFieldValue<T>(_column++);

    private T? Skip<T>()
    {
        _column++;
        return default;
    }
}
