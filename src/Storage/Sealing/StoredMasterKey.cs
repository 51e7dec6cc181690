using Aegis.Trust;

namespace Aegis.Storage.Sealing;

/// <summary>Where a process that keeps a grid has its master key from.</summary>
public static class StoredMasterKey
{
    private const string Setting = "AEGIS_MASTER_KEY";

    /// <summary>The key from the options, or from the file in the data directory, which is made at first use (mode 0600).</summary>
    /// <exception cref="StorageSettingException">The key is none, or the file cannot be used.</exception>
    public static MasterKey Load(StorageOptions options, IEntropy entropy) =>
        string.IsNullOrWhiteSpace(options.MasterKey) ? MasterKeyFile.ReadOrCreate(options.DataDirectory, entropy) : Parse(options.MasterKey);

    /// <summary>Whether there is a key to load, rather than one to be made.</summary>
    public static bool Exists(StorageOptions options) => !string.IsNullOrWhiteSpace(options.MasterKey) || MasterKeyFile.Exists(options.DataDirectory);

    private static MasterKey Parse(string text)
    {
        try
        {
            return MasterKey.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new StorageSettingException(Setting, exception.Message, exception);
        }
    }
}
