using System.Globalization;

namespace Aegis.Storage.Database;

/// <summary>One numbered migration file.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>The migrations of one database ("Sqlite", "Postgres"), in order; embedded as Migrations/&lt;database&gt;/NNNN_name.sql.</summary>
    public static IReadOnlyList<Migration> Of(string database)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"Migrations/{database}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[prefix.Length..];
                return new Migration(int.Parse(file[..4], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
            })];
    }

    /// <exception cref="StorageSettingException">A newer program has migrated the database.</exception>
    public static void EnsureKnown(long stored, IReadOnlyList<Migration> known)
    {
        if (stored > known[^1].Number)
            throw new StorageSettingException("The database", $"has schema {stored}, this program knows up to {known[^1].Number}: start the newer version of Aegis.");
    }

    public static void EnsureKey(string stored, string keyCheck)
    {
        if (stored != keyCheck)
            throw new StorageSettingException("AEGIS_MASTER_KEY", "(or master.key in the data directory) is not the key this database was begun with: use that key; without it nothing sealed can be read.");
    }
}
