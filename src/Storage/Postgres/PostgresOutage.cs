using System.Net.Sockets;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Tells a server that is down, restarting or full of connections from a statement it refused.</summary>
internal static class PostgresOutage
{
    // Read at the edge, which does not see the driver's types.
    private const string Key = "aegis.outage";

    /// <summary>Marks the exception of an outage on its way; a filter that never catches.</summary>
    public static bool Mark(Exception exception)
    {
        if (IsOutage(exception))
            exception.Data[Key] = true;
        return false;
    }

    public static bool IsOutage(Exception exception) => exception switch
    {
        // 08: the connection broke. 53: out of connections, memory or disk. 57P: the server stops, starts or restarts.
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("53", StringComparison.Ordinal) || refused.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}
