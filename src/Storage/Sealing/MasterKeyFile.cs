using Aegis.Trust;

namespace Aegis.Storage.Sealing;

/// <summary>The file that holds the master key where no variable does.</summary>
internal static class MasterKeyFile
{
    private const string Name = "master.key";

    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, Name));

    public static MasterKey ReadOrCreate(string directory, IEntropy entropy)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            Directory.CreateDirectory(directory);
            if (!File.Exists(path))
                Create(path, entropy);
            return MasterKey.Parse(File.ReadAllText(path));
        }
        catch (FormatException exception)
        {
            throw new StorageSettingException(path, "does not hold a master key: restore it from a backup; what was sealed under the lost key cannot be read without it.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageSettingException(path, $"cannot be read or made ({exception.Message}): let this process write to the data directory, or set AEGIS_MASTER_KEY.", exception);
        }
    }

    // Whole or not at all, and the first of two processes wins: written beside, flushed, then moved without overwriting.
    private static void Create(string path, IEntropy entropy)
    {
        var secret = new byte[MasterKey.Size];
        entropy.Fill(secret);
        var suffix = new byte[8];
        entropy.Fill(suffix);
        var draft = $"{path}.{Convert.ToHexStringLower(suffix)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(secret) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
