namespace Aegis.LoadTest.Commands;

/// <summary>Where the administrator's key comes from: the command line, the environment, or a grid's data directory.</summary>
public static class AdminKeySource
{
    public const string Variable = "AEGIS_ADMIN_KEY";

    /// <param name="given">--api-key.</param>
    /// <param name="inEnvironment">The variable's value.</param>
    /// <param name="data">--data.</param>
    /// <exception cref="OptionException">There is none.</exception>
    public static string Find(string? given, string? inEnvironment, string data)
    {
        if (!string.IsNullOrWhiteSpace(given))
            return given;
        if (!string.IsNullOrWhiteSpace(inEnvironment))
            return inEnvironment;
        var path = Path.Combine(data, "admin.key");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
            return kept;
        throw new OptionException($"There is no key: give --api-key or {Variable}, or with --data a directory that holds admin.key ('{path}' does not).");
    }
}
