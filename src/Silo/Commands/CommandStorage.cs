using Aegis.Silo.Hosts;
using Aegis.Silo.Settings;
using Aegis.Storage;
using Aegis.Storage.Sealing;

namespace Aegis.Silo.Commands;

/// <summary>A grid's storage without the grid, for commands that look at it or carry it elsewhere.</summary>
internal static class CommandStorage
{
    private const string SqliteFile = "aegis.db";

    public static (StorageOptions Options, ServiceProvider Services) Open(IReadOnlyDictionary<string, string?> commandLine)
    {
        var configuration = new ConfigurationManager().AddAegisSettings(commandLine);
        var options = SettingsReader.Read(configuration);
        if (options.Storage == StorageKind.Sqlite && !File.Exists(Path.Combine(options.Data, SqliteFile)))
            throw new SettingException("--data (AEGIS_DATA)", options.Data, $"there is no grid in it ({SqliteFile}); name the directory of one.");

        var storage = GridRole.Storage(options, configuration);
        if (!StoredMasterKey.Exists(storage))
            throw new SettingException("AEGIS_MASTER_KEY", null, $"set it to the key of the grid, or name by --data the directory that has its master.key; there is none in {options.Data}.");
        return (storage, new ServiceCollection().AddLogging().AddAegisStorage(storage).BuildServiceProvider());
    }
}
