namespace Aegis.Cluster.Postgres;

/// <summary>PostgreSQL's own programs, as this machine has them.</summary>
public static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The directory with the newest initdb and postgres.</summary>
    /// <exception cref="OptionException">There are none.</exception>
    public static string Find()
    {
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            ?? throw new OptionException("PostgreSQL is missing: install it (Debian: apt-get install postgresql), or set ConnectionStrings__Aegis to one that runs.");
    }

    /// <summary>The server refuses to run as root, so root hands it to the user the package made.</summary>
    public static string[] Unprivileged(params string[] command) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
}
