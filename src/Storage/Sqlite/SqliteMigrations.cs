using System.Globalization;
using Aegis.Storage.Database;

namespace Aegis.Storage.Sqlite;

/// <summary>Applies the numbered files in one transaction, which is also the lock.</summary>
internal static class SqliteMigrations
{
    public static bool Apply(SqliteSession session, string keyCheck) => session.InTransaction("BEGIN IMMEDIATE", s =>
    {
        s.Execute("CREATE TABLE IF NOT EXISTS grid_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
        var known = Migration.Of("Sqlite");
        var stored = long.Parse(Info(s, "schema") ?? "0", CultureInfo.InvariantCulture);
        Migration.EnsureKnown(stored, known);
        if (Info(s, "master_key_check") is { } check)
            Migration.EnsureKey(check, keyCheck);
        else
            Set(s, "master_key_check", keyCheck);

        foreach (var migration in known.Where(m => m.Number > stored))
        {
            s.Execute(migration.Sql);
            Set(s, "schema", migration.Number.ToString(CultureInfo.InvariantCulture));
        }

        return true;
    });

    private static string? Info(SqliteSession session, string name) =>
        session.Prepare("SELECT value FROM grid_info WHERE name = ?").Bind(name).First(row => row.Text());

    private static void Set(SqliteSession session, string name, string value) =>
        session.Prepare("INSERT INTO grid_info (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").Bind(name).Bind(value).Run();
}
