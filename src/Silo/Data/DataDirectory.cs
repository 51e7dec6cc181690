using Aegis.Silo.Settings;

namespace Aegis.Silo.Data;

/// <summary>The directory a grid lives in, held by one process at a time.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <exception cref="SettingException">The directory cannot be used, or another process holds it.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            System.IO.Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("--data (AEGIS_DATA)", path, "it cannot be made; name a directory this user may write to.", exception);
        }

        try
        {
            // The operating system lets go of the lock with the process, however it ends.
            return new DataDirectory(path, new FileStream(
                System.IO.Path.Combine(path, "aegis.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SettingException("--data (AEGIS_DATA)", path, "this user may not write there; name another directory.", exception);
        }
        catch (IOException exception)
        {
            throw new SettingException("--data (AEGIS_DATA)", path, "another Aegis process works there; stop it, or name another directory.", exception);
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();
}
