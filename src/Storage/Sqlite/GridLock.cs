namespace Aegis.Storage.Sqlite;

/// <summary>Held while a process serves the grid of a directory; the operating system gives it back when the process ends, however it ends.</summary>
internal sealed class GridLock : IDisposable
{
    private readonly FileStream _file;

    private GridLock(FileStream file) => _file = file;

    /// <exception cref="StorageSettingException">Another process holds it, or the directory cannot be written.</exception>
    public static GridLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new(new FileStream(Path.Combine(directory, "aegis.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StorageSettingException("AEGIS_DATA", $"is {directory}, which this process may not write: give it another directory, or the right to write.", exception);
        }
        catch (IOException exception)
        {
            throw new StorageSettingException("AEGIS_DATA", $"is {directory}, whose grid is in use by another process ({exception.Message}): stop that process, or use another directory.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
