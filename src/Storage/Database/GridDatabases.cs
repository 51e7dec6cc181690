using Aegis.Storage.Postgres;
using Aegis.Storage.Sealing;
using Aegis.Storage.Sqlite;

namespace Aegis.Storage.Database;

/// <summary>What a database is opened for.</summary>
public enum DatabaseUse
{
    /// <summary>To run the grid on it. A SQLite grid is served by one process at a time.</summary>
    Serve,

    /// <summary>To look at it, beside a process that may be serving it.</summary>
    Inspect,
}

/// <summary>Opens the database the options name.</summary>
public static class GridDatabases
{
    // Written at first start and compared at every later one, so that a grid is never run with the wrong master key.
    internal static string KeyCheck(ISealer sealer) => sealer.Hash("master-key-check", "aegis");

    /// <exception cref="StorageSettingException">The directory cannot be used, or another process serves it.</exception>
    public static IGridDatabase Open(StorageOptions options, ISealer sealer, DatabaseUse use)
    {
        options.Validate();
        var keyCheck = KeyCheck(sealer);
        return options.Kind switch
        {
            StorageKind.Sqlite => new SqliteGridDatabase(options.DataDirectory, keyCheck, use),
            _ => new PostgresGridDatabase(options.ConnectionString!, keyCheck),
        };
    }
}
