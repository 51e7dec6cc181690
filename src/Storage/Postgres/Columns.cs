using Npgsql;
using NpgsqlTypes;

namespace Aegis.Storage.Postgres;

/// <summary>Rows turned into columns: the arrays that <c>unnest</c> turns back into rows, one statement for a whole batch.</summary>
internal static class Columns
{
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlParameter Texts<T>(IReadOnlyList<T> rows, Func<T, string?> column) => Array<T, string?>(rows, column, NpgsqlDbType.Text);

    public static NpgsqlParameter Json<T>(IReadOnlyList<T> rows, Func<T, string?> column) => Array<T, string?>(rows, column, NpgsqlDbType.Json);

    public static NpgsqlParameter Bytes<T>(IReadOnlyList<T> rows, Func<T, byte[]?> column) => Array<T, byte[]?>(rows, column, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Longs<T>(IReadOnlyList<T> rows, Func<T, long> column) => Array<T, long>(rows, column, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Ints<T>(IReadOnlyList<T> rows, Func<T, int> column) => Array<T, int>(rows, column, NpgsqlDbType.Integer);

    public static NpgsqlParameter Reals<T>(IReadOnlyList<T> rows, Func<T, double> column) => Array<T, double>(rows, column, NpgsqlDbType.Double);

    public static NpgsqlParameter Flags<T>(IReadOnlyList<T> rows, Func<T, bool> column) => Array<T, bool>(rows, column, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> column) =>
        Array<T, DateTime>(rows, row => column(row).UtcDateTime, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter OptionalTimes<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> column) =>
        Array<T, DateTime?>(rows, row => column(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter<TColumn[]> Array<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column, NpgsqlDbType type)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(rows[i]);
        return new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
