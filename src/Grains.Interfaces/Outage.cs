namespace Aegis;

/// <summary>How a database that is down or restarting tells the edge that the call may be made again: the exception says so in its
/// <see cref="Exception.Data"/>, which crosses grain calls, and which layers that share no types can set and read. Unlike an
/// <see cref="Overload"/> it leaves open whether what was asked has happened.</summary>
public static class Outage
{
    /// <summary>The key in <see cref="Exception.Data"/>; any value will do.</summary>
    public const string Key = "aegis.outage";

    /// <summary>Whether the exception, or what caused it, is of an outage.</summary>
    public static bool IsIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception.Data.Contains(Key))
                return true;
        }

        return false;
    }
}
